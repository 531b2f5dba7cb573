"""What the web server does besides the script: addresses, short links, a probe, careful headers."""

from __future__ import annotations

import gzip
import re
import secrets
from collections import deque
from contextlib import suppress
from urllib.parse import parse_qs

from starlette.datastructures import Headers as Given
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from advisor.wizard.folding import found

_ID = re.compile(r"[A-Za-z0-9_-]{6,24}")
_STEPS = frozenset({
    "/", "/situation", "/strategy", "/today", "/critique", "/recommendation", "/scorecard",
    "/share",
})  # fmt: skip
_MADE: deque[str] = deque(maxlen=10_000)
_CAREFUL = (
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
)


async def _short(request: Request) -> Response:
    """`/d/<id>` opens a saved design; an id that cannot be one goes to the start."""
    given = request.path_params["id"]
    return RedirectResponse(f"/?s={given}" if is_id(given) else "/", status_code=302)


async def _ready(_request: Request) -> Response:
    """The catalogue loads, so the application can answer."""
    from knowledge.catalogue import load

    return JSONResponse({"ready": True, "knowledge_version": load().version})


async def _folds(request: Request) -> Response:
    """What a page folds away; its name says what is in it, so a browser may keep it."""
    folds = found(request.path_params["name"])
    if folds is None:
        return JSONResponse(None, status_code=404, headers={"cache-control": "no-store"})
    headers = {"cache-control": "private, max-age=86400, immutable", "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(folds.packed, media_type="application/json", headers=headers)
    return Response(gzip.decompress(folds.packed), media_type="application/json", headers=headers)


ROUTES = [Route("/d/{id}", _short), Route("/readyz", _ready), Route("/folds/{name}", _folds)]


def is_id(given: str) -> bool:
    """Whether a text can be the id of a design."""
    return _ID.fullmatch(given) is not None


def made_here(given: str) -> bool:
    """Whether this server gave the id to a page that asked without one: nothing is saved there."""
    return given in _MADE


def taken(given: str) -> None:
    """From now on something is saved under the id."""
    with suppress(ValueError):
        _MADE.remove(given)


class Addressed:
    """Gives a page that is opened without a design an id for the one that will be made there.

    So the address holds from the first change on, and is never written by the script: each such
    write would be one more entry in the browser's history.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in _STEPS:
            asked = scope["query_string"].decode("latin-1")
            page = "text/html" in Given(scope=scope).get("accept", "")
            if page and not parse_qs(asked).get("s"):
                made = secrets.token_urlsafe(9)
                _MADE.append(made)
                rest = f"&{asked}" if asked else ""
                answer = RedirectResponse(f"{scope['path']}?s={made}{rest}", status_code=302)
                answer.headers["cache-control"] = "no-store"
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


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
