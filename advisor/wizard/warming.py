"""What the first page needs, made ready as soon as the server stands: while a browser still loads
what Streamlit itself brings, the server has nothing else to do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread


@asynccontextmanager
async def warming(_app: object) -> AsyncIterator[None]:
    """For the server's lifespan; what is asked for meanwhile waits for its part only."""
    Thread(target=_begin, daemon=True).start()
    yield


def _begin() -> None:
    import advisor.share  # noqa: F401
    from knowledge.catalogue import load

    load()
