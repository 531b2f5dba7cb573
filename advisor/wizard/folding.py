"""What pages fold away: held here until somebody opens it.

Most of it never is, and a page that brought it along would be ten times as long. The browser
fetches all of a page's folds at once, keeps them, and so opens them without the script.
"""

from __future__ import annotations

import gzip
import json
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

MOST = 400  # pages, packed: some 25 kB each
_SECRET = secrets.token_bytes(32)
_held: OrderedDict[str, Folds] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Folds:
    """What one page folds away."""

    name: str
    """Nobody guesses it, not even who knows the texts."""
    packed: bytes
    """The texts as a list in JSON, packed by gzip."""


def folded(texts: Sequence[str]) -> Folds:
    """Texts, ready to be held."""
    written = json.dumps(texts, ensure_ascii=False).encode()
    name = blake2b(written, digest_size=16, key=_SECRET).hexdigest()
    return found(name) or Folds(name, gzip.compress(written, 6))


def hold(folds: Folds) -> str:
    """Holds them, for as long as not too many others follow. Returns their address."""
    with _lock:
        _held[folds.name] = folds
        _held.move_to_end(folds.name)
        if len(_held) > MOST:
            _held.popitem(last=False)
    return f"folds/{folds.name}"


def found(name: str) -> Folds | None:
    """None where they are held no more, which a page mends by being drawn again."""
    with _lock:
        return _held.get(name)
