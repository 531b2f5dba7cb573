"""What pages fold away: held here until somebody opens it.

Most of it never is, and a page that brought it along would be ten times as long. The browser
fetches all of a page's folds at once, keeps them, and so opens them without the script.
"""

from __future__ import annotations

import functools
import gzip
import json
import secrets
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

MOST = 400  # pages, packed: some 25 kB each
_SECRET = secrets.token_bytes(32)
_packed: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


def held(texts: tuple[str, ...]) -> str:
    """Under which name the texts are held. Nobody guesses it, not even who knows the texts."""
    name = _name(texts)
    with _lock:
        if name not in _packed:
            _packed[name] = gzip.compress(_json(texts), 1)
        _packed.move_to_end(name)
        if len(_packed) > MOST:
            _packed.popitem(last=False)
    return name


def packed(name: str) -> bytes | None:
    """The texts under a name as a list in JSON, packed by gzip; None where they are held no more,
    which a page mends by being drawn again."""
    with _lock:
        return _packed.get(name)


def _json(texts: tuple[str, ...]) -> bytes:
    return json.dumps(texts, ensure_ascii=False).encode()


@functools.lru_cache(16)  # it keeps the texts themselves
def _name(texts: tuple[str, ...]) -> str:
    return blake2b(_json(texts), digest_size=16, key=_SECRET).hexdigest()
