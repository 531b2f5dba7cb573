"""What `when` is judged against: how a metric is used, and where the centre stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from knowledge.schema import ALWAYS, When
from knowledge.vocabulary import Consequence, Dimension, Form, Level, Pressure

_NOTHING: frozenset[str] = frozenset()

Use: TypeAlias = tuple[
    Level | None, frozenset[Consequence] | None, Pressure | None, Form | None, str | None, bool
]


@dataclass(frozen=True, slots=True)
class Setting:
    """What `when` is judged against: how a metric is used, and where the centre stands.

    None means unknown. An unknown context does not match a claim that names one; unknown
    consequences match when `assume` says so (a rule that speaks conditionally).
    """

    contexts: Mapping[Dimension, frozenset[str]]
    level: Level | None = None
    consequences: frozenset[Consequence] | None = frozenset()
    pressure: Pressure | None = Pressure.ANY
    """The way the target pushes; ANY where it is not known, None for a band: neither way."""
    form: Form | None = None
    definition: str | None = None
    assume: bool = False

    @property
    def use(self) -> Use:
        """All but the contexts, which are the same for all that one Influence is asked."""
        return (
            self.level,
            self.consequences,
            self.pressure,
            self.form,
            self.definition,
            self.assume,
        )


def applies(when: When, setting: Setting) -> bool:
    """Whether a claim's or a use's `when` holds in a setting: all fields, any value of each."""
    if when is ALWAYS:
        return True  # most claims, and this is asked of every claim in every place
    if when.consequences:
        if setting.consequences is None:
            if not setting.assume:
                return False
        elif setting.consequences.isdisjoint(when.consequences):
            return False
    if when.level and setting.level is not None and setting.level not in when.level:
        return False
    if when.level and setting.level is None and not setting.assume:
        return False
    pushes = (Pressure.ANY, setting.pressure)
    if setting.pressure is not Pressure.ANY and when.pressure not in pushes:
        return False
    if when.form and setting.form is not None and setting.form not in when.form:
        return False
    if when.definition and setting.definition not in when.definition:
        return False
    return in_force(when, setting)


def in_force(when: When, setting: Setting) -> bool:
    """Whether the contexts that a `when` names hold, whatever else it narrows."""
    return not any(
        setting.contexts.get(dimension, _NOTHING).isdisjoint(values)
        for dimension, values in when.contexts.items()
    )
