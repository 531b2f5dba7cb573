"""The catalogue to look things up in: an address for everything, a page for every address."""
