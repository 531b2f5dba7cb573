"""The application: the wizard's script, short links, a readiness probe, response headers."""

from importlib.util import find_spec

import streamlit as st
from starlette.middleware import Middleware

from advisor.wizard.delivering import deliver_whole_pages
from advisor.wizard.failing import told
from advisor.wizard.serving import ROUTES, Addressed, Headers
from advisor.wizard.warming import warming

deliver_whole_pages()
_SCRIPT = find_spec("advisor.wizard.main")
assert _SCRIPT is not None
assert _SCRIPT.origin is not None

app = st.App(
    _SCRIPT.origin,
    routes=ROUTES,
    middleware=[Middleware(Headers), Middleware(Addressed)],
    lifespan=warming,
    on_script_error=told,
)
