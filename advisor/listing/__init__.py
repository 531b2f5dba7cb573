"""Lists as people have them - pasted lines, CSV, worksheets - read into rows of a brief.

Nothing is dropped silently: what is taken for a greeting, a title, a sum or a sentence stands
beside the rows with the reason, so that it can be had back.
"""

from advisor.listing.files import LARGEST, open_file
from advisor.listing.headings import FIELDS, Field
from advisor.listing.lines import from_text
from advisor.listing.sheet import LONGEST_NAME, MOST_ROWS, Layout, Line, Listing, Sheet, guessed
from advisor.listing.table import best, read, says

__all__ = [
    "FIELDS",
    "LARGEST",
    "LONGEST_NAME",
    "MOST_ROWS",
    "Field",
    "Layout",
    "Line",
    "Listing",
    "Sheet",
    "best",
    "from_text",
    "guessed",
    "open_file",
    "read",
    "says",
]
