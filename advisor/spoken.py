"""Which channels a list speaks of, where nobody said which there are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from advisor.case import NO_CHANNEL, Case
from advisor.names.wording import folded, spread

ASSUMED = "voice"
_SPEAKS = "Your list speaks of "
# Context -> what it is called in a sentence, and the words by which a name shows it, folded.
_WORDS = {
    "email": ("email", r"emails?|mails?|courriels?|correos?"),
    "chat": ("chat", r"(?:live|web)?chats?"),
    "messaging": ("messaging", r"messaging|whatsapp|sms|messenger|mensajeria"),
    "social": ("social media", r"social media|reseaux sociaux|redes sociais|redes sociales"),
    "ticket": ("tickets", r"tickets?|tkts?"),
    "outbound": (
        "outbound calls",
        r"outbound|outgoing|appels (?:sortants|emis)|salientes?|ausgehende[rn]?|diall?ers?",
    ),
    "post": ("letters", r"letters?|courriers?|cartas?|briefe?"),
    "self-service": ("self-service", r"self[ -]?service|chat[ -]?bots?|voice[ -]?bots?"),
}
_SIGNS = {
    channel: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")
    for channel, (_name, words) in _WORDS.items()
}
# What holds a channel's word and is something else.
_OTHERS = re.compile(r"\bvoice[ -]?mails?\b|\bchat(?=[ -]?bots?\b)|\bcourriers? electroniques?\b")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What today's list says of channels that nobody named."""

    channels: tuple[str, ...]
    """Contexts of dimension channels other than the telephone, those with most lines first."""
    lines: tuple[str, ...]
    """Names of lines that make no sense on the telephone, where no channel is named for them."""

    @property
    def says(self) -> str:
        """One sentence on what is spoken of and what is assumed instead."""
        names = [_WORDS[key][0] for key in self.channels]
        *first, last = names or [f"'{name}', which is not about calls" for name in self.lines[:1]]
        about = f"{', '.join(first)} and {last}" if first else last
        return f"{_SPEAKS}{about}; nothing is said about channels, so the telephone is assumed."


def assumed(case: Case) -> tuple[str, ...]:
    """What had to be assumed; where the list speaks against the telephone, that is said too."""
    found = spoken(case) if NO_CHANNEL in case.assumed else None
    return tuple(found.says if found and says == NO_CHANNEL else says for says in case.assumed)


def on_channels(says: str) -> bool:
    """Whether something assumed is that the list speaks of other channels."""
    return says.startswith(_SPEAKS)


def spoken(case: Case) -> Spoken | None:
    """The channels that the list speaks of; None where channels were said, or it names no other
    than the telephone."""
    if case.brief.context.channels:
        return None
    found: Counter[str] = Counter()
    odd: list[str] = []
    for line in case.lines:
        named = _named(line.written) & case.catalogue.contexts.keys()
        where = case.entry(line).channels if line.metric else ()
        if not named and where and ASSUMED not in where:
            if len(where) == 1 and where[0] in _WORDS:
                named = set(where)
            else:
                odd.append(line.written)
        found.update(named)
    if not found and not odd:
        return None
    order = sorted(found, key=lambda key: (-found[key], key))
    return Spoken(tuple(order), tuple(odd))


def _named(written: str) -> set[str]:
    text = folded(spread(written))
    bare = _OTHERS.sub(" ", text)
    return {
        channel
        for channel, sign in _SIGNS.items()
        if sign.search(text if channel == "self-service" else bare)
    }
