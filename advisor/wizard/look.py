"""What the theme cannot say: a few rules of style, and how text of users is shown as it is."""

from __future__ import annotations

import re
from importlib.resources import files

ICON = str(files("advisor.wizard") / "icon.svg")
_TOLD = (files("advisor.wizard") / "told.css").read_text(encoding="utf-8")
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:])")
_LINKS = re.compile(r"(?i)(https?|www|@)")  # these become links wherever they stand

_RULES = """<style>
:root { --line: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
.stMainBlockContainer { padding-top: 1.25rem; padding-bottom: 3rem; max-width: 1200px; }
[data-testid="stHeader"] { display: none; }
[data-testid="stBottomBlockContainer"] {
  max-width: 1200px; padding-top: 0.75rem; padding-bottom: 0.75rem;
}
[data-testid="stBottom"] { border-top: var(--line); }
.st-key-back-next { justify-content: space-between; }

.st-key-frame { border-bottom: var(--line); padding-bottom: 0.4rem; }
.st-key-way { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; }
.st-key-way > div { flex: 0 0 auto; }
.st-key-way em { font-style: normal; }
.st-key-brand p { font-weight: 700; }
.here {
  display: inline-block; padding: 0.25rem 0.6rem; border-radius: 0.4rem; font-weight: 600;
  background: color-mix(in srgb, currentColor 10%, transparent); font-size: 0.875rem;
  white-space: nowrap;
}
.st-key-decided { min-height: 2rem; }
.st-key-decided [data-testid="stElementContainer"]:has([data-testid="stText"]) {
  flex: 0 1 auto; min-width: 0;
}
.stButtonGroup button[data-selected="true"] { color: inherit !important; }
:focus-visible { outline: 2px solid #2D7BB5 !important; outline-offset: 1px; }
.st-key-decided [data-testid="stText"] {
  font-family: inherit; font-size: 0.875rem; opacity: 0.8; white-space: normal;
}
[data-testid="stText"] { font-family: inherit; white-space: pre-wrap; }
h1 { padding-top: 0.5rem !important; }
h2 { font-size: 1.3rem !important; }

/* Back and Next look alike whether they are buttons or links. */
.st-key-to-back a, .st-key-to-next a {
  display: inline-flex; align-items: center; min-height: 2.5rem; padding: 0.25rem 0.75rem;
  border: var(--line); border-radius: 0.4rem;
}
.st-key-to-next a, .st-key-to-next a:hover {
  background: #1D5C87; background: light-dark(#1D5C87, #2D7BB5); border-color: transparent;
}
.st-key-to-next a * { color: #FFFFFF !important; }

.st-key-copy a {
  border: var(--line); padding: 0.5rem 1rem; border-radius: 0.4rem; width: fit-content;
}
.lean { display: flex; gap: 2px; height: 0.75rem; margin: 0.25rem 0 0.5rem; max-width: 42rem; }
.lean span { border-radius: 2px; background: #2D7BB5; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}

@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
  [data-testid="stBottomBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
  h1 { font-size: 1.6rem !important; }
  .stMain [data-testid="stHorizontalBlock"] { row-gap: 1rem; }
  /* Steps other than the present one show their number; their name stays for those who listen. */
  .st-key-way a em {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  }
  .st-key-frame { gap: 0.25rem; justify-content: space-between; }
  .st-key-frame > div:has(> .st-key-way) { order: 3; flex: 1 0 100%; }
  .st-key-way a { min-width: 2.25rem; min-height: 2.5rem; justify-content: center; }
  .st-key-decided [data-testid="stText"] span {
    display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
  }
}
@media print {
  .st-key-frame, .st-key-decided, [data-testid="stBottom"], .no-print { display: none !important; }
  [data-testid="stMain"], [data-testid="stAppViewContainer"], .stApp {
    position: static !important; overflow: visible !important; height: auto !important;
  }
}
"""
STYLE = f"{_RULES}{_TOLD}</style>"


NARROW = "<style>.stMainBlockContainer { max-width: 820px; }</style>"


def plain(text: str) -> str:
    """Text that somebody wrote, so that a place which understands Markdown shows it as it is."""
    return _LINKS.sub("\\1\u200b", _MARKS.sub(r"\\\1", text.replace("\n", " ")))
