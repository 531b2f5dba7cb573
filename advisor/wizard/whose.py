"""Whose design it is, on the screen: name, colour and logo. The logo is in the store under a name
that its content gives it; only that name is in the brief. A file carries the picture itself."""

from __future__ import annotations

import streamlit as st

from advisor.branding import LogoError, accent, logo, picture
from advisor.brief import Brand, Brief
from advisor.wizard import state

BLUE = "#2D7BB5"  # reads on light and on dark; where one begins to choose
KINDS = ["png", "svg", "jpg", "jpeg"]


def shown(brand: Brand | None) -> dict[str, str | None]:
    """What an element shows of it: name, logo as a data address, colour by theme."""
    if brand is None:
        return {}
    seen = accent(brand.colour)
    return {"name": brand.name, "logo": _kept(brand), "light": seen.light, "dark": seen.dark}


def unpacked(given: Brief) -> Brief:
    """A brief from a file, its logo put into the store where that can be. Raises LogoError."""
    brand = given.brand
    if brand is None or brand.logo is None or not brand.logo.startswith("data:"):
        return given
    from advisor.store import Unavailable

    checked = logo(picture(brand.logo))
    try:
        name = state.store().keep(checked)
    except Unavailable:
        name = None
    return _with(given, brand.model_copy(update={"logo": name}))


def packed(given: Brief) -> Brief:
    """A brief for a file, its logo in it."""
    if given.brand is None or given.brand.logo is None:
        return given
    return _with(given, given.brand.model_copy(update={"logo": _kept(given.brand)}))


def _kept(brand: Brand) -> str | None:
    if not brand.logo:
        return None
    from advisor.store import Unavailable

    try:
        return state.store().kept(brand.logo)
    except Unavailable:
        return None  # a screen without a logo is better than none


def _with(given: Brief, brand: Brand) -> Brief:
    return given.model_copy(update={"brand": None if brand == Brand() else brand})


# --- asking --------------------------------------------------------------------------------------


def draw() -> None:
    """Name, colour and logo, each optional."""
    brand = state.brief().brand or Brand()
    left, right = st.columns(2, gap="large")
    with left:
        name = st.text_input(
            "Name", key=state.seeded("brand-name", brand.name), max_chars=60
        ).strip()
        colour = _colour(brand)
    with right:
        _logo(brand)
    state.commit(
        _with(
            state.brief(),
            (state.brief().brand or Brand()).model_copy(update={"name": name, "colour": colour}),
        )
    )


def _colour(brand: Brand) -> str | None:
    if not st.toggle("Use their colour", key=state.seeded("brand-own", brand.colour is not None)):
        return None
    key = state.seeded("brand-colour", brand.colour or BLUE)
    found = str(st.color_picker("Their colour", key=key)).upper()
    says = accent(found).says
    st.caption(says or "It reads well on light and on dark.")
    return found


def _logo(brand: Brand) -> None:
    found = _kept(brand)
    if found:
        st.html(
            f'<img src="{found}" alt="The logo" style="max-height: 5rem; max-width: 100%; '
            'background: #FFFFFF; padding: 0.5rem; border-radius: 0.4rem">'
        )
        st.button("Take the logo off", key="logo-off", on_click=_put, args=(None,))
        return
    if brand.logo:
        st.caption("This design has a logo that is not on this computer. Bring it in again.")
    key = f"logo-file-{state.epoch()}"
    with st.container(key="logo-field"):  # where look.css hides the limit that the field writes
        st.file_uploader(
            "Logo: PNG, SVG or JPEG, 200 kB at most",
            type=KINDS,
            key=key,
            on_change=_take,
            args=(key,),
        )
    problem = st.session_state.pop("logo-problem", None)
    if problem:
        st.error(problem, icon=":material/error:")


def _take(key: str) -> None:
    file = st.session_state.get(key)
    if file is None:
        return
    from advisor.store import Unavailable

    try:
        _put(state.store().keep(logo(file.getvalue())))
    except LogoError as error:
        st.session_state["logo-problem"] = f"The logo was not taken. {error}"
    except Unavailable as error:
        st.session_state["logo-problem"] = f"The logo cannot be kept: expected {error.expected}."


def _put(name: str | None) -> None:
    brand = state.brief().brand or Brand()
    state.replace(_with(state.brief(), brand.model_copy(update={"logo": name})))
