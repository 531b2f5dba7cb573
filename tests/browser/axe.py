"""What axe-core finds against WCAG 2.2, levels A and AA, of what keeps people out."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
GRAVE = {"serious", "critical"}
HEIGHT = """open => {
  if (open) document.querySelectorAll('details').forEach(each => { each.open = true; });
  const main = document.querySelector('[data-testid=stMain]');
  return main ? main.scrollHeight : innerHeight;
}"""
TALLEST = 16000  # pixels; longer pages are judged to there


def violations(page: Page, *, contrast_alone: bool = False) -> list[str]:
    """Each thing that axe calls serious or critical on the page as it stands: rule and element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        "only => axe.run({runOnly: only, resultTypes: ['violations']})",
        CONTRAST if contrast_alone else RULES,
    )
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found["violations"]
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]


def in_view(page: Page, width: int, *, all_open: bool = False) -> None:
    """Makes the window as high as the page, since what is scrolled away is not judged; nor is what
    is folded away, unless it is opened."""
    page.set_viewport_size({"width": width, "height": 900})
    for _ in range(2):  # what was opened may open more
        height = min(int(page.evaluate(HEIGHT, all_open)) + 100, TALLEST)
        page.set_viewport_size({"width": width, "height": height})
