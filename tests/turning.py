"""Ways and tabs without a browser, Back and Next, and Undo: what the browser would send."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from tests.chips import elements
from tests.pressing import pressed
from tests.reading import Place, pieces, sound

WAY = re.compile(r'<a [^>]*href="([^"]+)" data-go>(.*?)</a>', re.DOTALL)
ICON = re.compile(r'<span class="icon"[^>]*>.*?</span>')


def ways(app: Place) -> dict[str, str]:
    """Where the links of the pieces lead: the page of each, by what it says."""
    found = {}
    for href, says in WAY.findall("".join(pieces(app))):
        path = urlsplit(unescape(href)).path.removeprefix("./")
        found[unescape(re.sub(r"<[^>]*>", "", ICON.sub("", says))).strip()] = path
    return found


def keeps(app: AppTest) -> bool:
    """Whether every such link leads back to the present design after a reload."""
    draft = app.session_state["draft"].id
    found = WAY.findall("".join(pieces(app)))
    return all(parse_qs(urlsplit(unescape(href)).query) == {"s": [draft]} for href, _says in found)


def tabbed(app: AppTest, key: str, label: str) -> AppTest:
    """The page after one of the tabs under a key was chosen."""
    assert label in elements(app, "tabs")[key]["labels"]
    app.session_state[key] = {"chosen": label}
    return sound(app.run())


def press(app: AppTest, key: str) -> AppTest:
    """The page after `back`, `next`, `undo`, or a button of Streamlit's by its key."""
    if key in ("back", "next"):
        return sound(turned(app, key))
    return sound(undone(app) if key == "undo" else app.button(key=key).click().run())


def turned(app: AppTest, key: str) -> AppTest:
    """The next page after pressing `back` or `next`; or after a link to a page, within a piece or
    of Streamlit's own."""
    if key not in ("back", "next"):
        if key in ways(app).values():
            return opened(app, key)
        (link,) = app.get_by_key(f"to-{key}").page_link
        return _at(app, link.proto.page_script_hash)
    _says, href = elements(app, "foot")["foot"][key]
    if href is None:
        return pressed(app, "foot", "went", key)
    return opened(app, href.partition("?")[0].removeprefix("./"))


def undone(app: AppTest) -> AppTest:
    """The page after Undo."""
    assert can_undo(app)
    return pressed(app, "decided", "undo", True)


def can_undo(app: AppTest) -> bool:
    return bool(elements(app, "decided")["decided"]["undo"])


def opened(app: AppTest, path: str) -> AppTest:
    """The page under an address, as after a link to it that is no element of Streamlit's."""
    pages = app._registered_pages.items()
    (found,) = [key for key, page in pages if page.get("url_pathname") == path]
    return _at(app, found)


def _at(app: AppTest, page: str) -> AppTest:
    app._page_hash = page  # what the browser sends; there is no other way
    app.run()
    app._page_hash = ""  # from here on the app says which page it is on
    return app
