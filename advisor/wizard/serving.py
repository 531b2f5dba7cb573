"""What the web server does besides the script: short links, a probe, careful headers."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ID = re.compile(r"[A-Za-z0-9_-]{6,24}")
_CAREFUL = (
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
)


async def _short(request: Request) -> Response:
    """`/d/<id>` opens a saved design; an id that cannot be one goes to the start."""
    given = request.path_params["id"]
    return RedirectResponse(f"/?s={given}" if _ID.fullmatch(given) else "/", status_code=302)


async def _ready(_request: Request) -> Response:
    """The catalogue loads, so the application can answer."""
    from knowledge.catalogue import load

    return JSONResponse({"ready": True, "knowledge_version": load().version})


ROUTES = [Route("/d/{id}", _short), Route("/readyz", _ready)]


class Headers:
    """Adds response headers that keep addresses and content types to themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_CAREFUL]
            await send(message)

        await self._app(scope, receive, careful if scope["type"] == "http" else send)
