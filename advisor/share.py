"""A whole brief in a link, with no server storage: `d1_` and base64url of checksum and deflate.

The text under the deflate is the brief's JSON with a metric's integer code for its id, packed
against a dictionary of words that briefs are made of. The dictionary's version is the prefix: a
dictionary that was ever released is never changed. Nothing is ever unpickled.
"""

from __future__ import annotations

import base64
import functools
import json
import re
import zlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from advisor.brief import Brief, BriefError, canonical, from_document

if TYPE_CHECKING:  # a link shows its title before the catalogue is there
    from knowledge.catalogue import Catalogue

PREFIX = "d1_"
LONGEST_LINK = 20_000  # characters: what is longer is refused before it is read
LONGEST_TEXT = 64_000  # bytes after inflating
COMFORTABLE = 2_000  # characters: beyond this some mail programs cut links
SUM = 4  # bytes of checksum
_TOKEN = re.compile(r"\bd(\d{1,3})_([A-Za-z0-9_-]*)")


class LinkError(ValueError):
    """A link that does not hold a brief: damaged, cut off, hostile, or from a newer release."""

    def __init__(self, expected: str) -> None:
        self.expected, self.path, self.got, self.file = expected, "link", "", ""
        super().__init__(f"link: {expected}")


@functools.cache
def _dictionary() -> bytes:
    return (files("advisor") / "share_words_1.txt").read_bytes()


def to_link(brief: Brief, catalogue: Catalogue) -> str:
    """The brief as a token for a URL, about 100 to 1,000 characters for a usual one. A logo stays
    behind, and so does what was noted in the room: a link goes on to people who were not there."""
    brand = brief.brand.model_copy(update={"logo": None}) if brief.brand else None
    carried = brief.model_copy(update={"brand": brand, "decisions": ()})
    document = json.loads(canonical(carried))
    _swap(document, lambda key: catalogue.metrics[key].code if key in catalogue.metrics else key)
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, _dictionary())
    packed = packer.compress(text) + packer.flush()
    checksum = zlib.crc32(text).to_bytes(SUM, "big")
    return PREFIX + base64.urlsafe_b64encode(checksum + packed).rstrip(b"=").decode()


def from_link(link: str, catalogue: Catalogue) -> Brief:
    """The brief in a token, or in an address that carries one. Raises LinkError."""
    document = _document(link)

    def metric(code: Any) -> Any:
        if isinstance(code, int) and code not in catalogue.by_code:
            raise LinkError("it names a metric that only a newer release knows: open it there")
        return catalogue.by_code.get(code, code)

    try:
        _swap(document, metric)
        return from_document(document)
    except (BriefError, TypeError, AttributeError) as error:
        raise LinkError(f"the link holds something that is not a design ({error})") from None


def glance(link: str) -> Brief:
    """The brief in a token without its metrics, which only the catalogue can name: what can be
    shown before the catalogue is read. Raises LinkError."""
    document = _document(link)
    known = ("v", "title", "seat", "context", "strategy", "load")
    try:
        return from_document({key: document[key] for key in known if key in document})
    except (BriefError, TypeError) as error:
        raise LinkError(f"the link holds something that is not a design ({error})") from None


def is_link(text: str) -> bool:
    """Whether a text carries a design as a link does."""
    return _TOKEN.search(text) is not None


def _document(link: str) -> Any:
    """The document of the last token in a text. Raises LinkError."""
    if len(link) > LONGEST_LINK:
        raise LinkError(f"expected at most {LONGEST_LINK:,} characters, got {len(link):,}")
    found = _TOKEN.findall(link)
    if not found:
        raise LinkError("expected a link that carries a design; this one carries none")
    version, packed = found[-1]
    if int(version) > 1:
        raise LinkError("this link was made by a newer release: open it there")
    return _unpacked(packed)


def _unpacked(packed: str) -> Any:
    damaged = "the link is damaged or was cut off; ask for it again, or for the file"
    try:
        raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        opener = zlib.decompressobj(-15, zdict=_dictionary())
        text = opener.decompress(raw[SUM:], LONGEST_TEXT)
    except (ValueError, zlib.error):
        raise LinkError(damaged) from None
    if opener.unconsumed_tail:
        raise LinkError(f"the link unpacks to more than {LONGEST_TEXT:,} bytes")
    if not opener.eof or zlib.crc32(text).to_bytes(SUM, "big") != raw[:SUM]:
        raise LinkError(damaged)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise LinkError(damaged) from None


def _swap(document: Any, other: Any) -> None:
    """Replaces what stands for a metric, in place, wherever a brief names one."""
    if not isinstance(document, dict):
        return
    for row in document.get("today", ()):
        if row.get("metric") is not None:
            row["metric"] = other(row["metric"])
    for name in ("must", "never"):
        if isinstance(document.get(name), list):
            document[name] = [other(item) for item in document[name]]
