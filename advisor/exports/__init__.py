"""Files to leave behind: a workbook, an editable deck, pictures. Each is made from an Advice when
somebody asks for it; what makes them is loaded then."""
