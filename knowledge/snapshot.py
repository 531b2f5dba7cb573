"""Parsed entries kept between starts: reading a thousand YAML files takes longer than a person
should wait.

An entry is known by the digest of its text, the whole by names, sizes and times of its files, so
that nothing is read where nothing changed, and only what changed is parsed where something did.
The format is `marshal`: plain values only, several times as fast as JSON, and bound to the
version of Python, which stands in the file's name. No entry is believed unread: what comes out of
a snapshot is validated like what comes out of a file.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was read, and what it was read from."""

    stamp: str = ""
    """Digest over name, size and time of every file; empty where that cannot be told."""
    version: str = ""
    """The catalogue's version, if all of it was sound."""
    documents: Mapping[str, tuple[bytes, Any]] = field(default_factory=dict)
    """By `folder/name`: the digest of the text, and what it says."""


def stamp(root: Traversable, folders: Iterable[str]) -> str:
    """The stamp of these folders, without reading a file."""
    if not isinstance(root, Path):
        return ""  # inside an archive: its files have no times of their own
    lines = []
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(root / folder) as found:
            for each in found:
                known = each.stat()
                lines.append(f"{each.path} {known.st_size} {known.st_mtime_ns}")
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def kept() -> Snapshot:
    """The last snapshot; an empty one where there is none that can be read."""
    try:
        return Snapshot(*_read("catalogue"))
    except TypeError:
        return Snapshot()


def keep(snapshot: Snapshot) -> None:
    """Writes a snapshot whole or not at all; a folder that cannot be written is no error."""
    _write("catalogue", (snapshot.stamp, snapshot.version, dict(snapshot.documents)))


def found(name: str, stamp: str) -> Any:
    """Plain values that were put under a name with this very stamp; None where there are none."""
    known = _read(name)
    same = isinstance(known, tuple) and len(known) == 2 and known[0] == stamp
    return known[1] if same else None


def put(name: str, stamp: str, plain: Any) -> None:
    """Keeps plain values under a name, in place of what stood there; as `keep` does."""
    _write(name, (stamp, plain))


def _read(name: str) -> Any:
    try:
        return marshal.loads(_place(name).read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return ()


def _write(name: str, plain: Any) -> None:
    place = _place(name)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as file:
            marshal.dump(plain, file)
        Path(file.name).replace(place)


def _place(name: str) -> Path:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return user_cache_path("metric-tradeoffs") / f"{name}-{python}.snapshot"
