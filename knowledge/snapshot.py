"""Parsed entries kept between starts: reading hundreds of YAML files takes longer than a person
should wait. The key is the content itself, so a snapshot can never be stale."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path


def kept(version: str) -> Mapping[str, Any]:
    """Documents by `folder/name` as they were parsed from content of this version; empty where
    there is no snapshot that can be read."""
    try:
        found = json.loads(_place(version).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(version: str, documents: Mapping[str, Any]) -> None:
    """Writes a snapshot whole or not at all; a folder that cannot be written is no error."""
    place = _place(version)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        for old in place.parent.glob("catalogue-*.json"):
            old.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=place.parent, suffix=".part", delete=False, encoding="utf-8"
        ) as file:
            json.dump(documents, file, ensure_ascii=False)
        Path(file.name).replace(place)


def _place(version: str) -> Path:
    return user_cache_path("metric-tradeoffs") / f"catalogue-{version}.json"
