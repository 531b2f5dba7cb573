"""Back and Next without a browser: buttons on pages that ask something, links on the others."""

from streamlit.testing.v1 import AppTest


def turned(app: AppTest, key: str) -> AppTest:
    """The next page after pressing `back` or `next`."""
    if key in {button.key for button in app.button}:
        return app.button(key=key).click().run()
    (link,) = app.get_by_key(f"to-{key}").page_link
    app._page_hash = link.proto.page_script_hash  # what the browser sends; there is no other way
    app.run()
    app._page_hash = ""  # from here on the app says which page it is on
    return app


def opened(app: AppTest, path: str) -> AppTest:
    """The page under an address, as after a link to it that is no element of Streamlit's."""
    pages = app._registered_pages.items()
    (app._page_hash,) = [key for key, page in pages if page.get("url_pathname") == path]
    app.run()
    app._page_hash = ""
    return app
