"""What people write as a target -> a Target. What cannot be parsed is asked, not guessed."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.brief import Target
from knowledge.vocabulary import Better, Form, Pressure


@dataclass(frozen=True, slots=True)
class Reading:
    """What a target text was taken for; with a question where it was not understood."""

    written: str
    target: Target | None
    question: str | None = None


def read(written: str, *, better: Better | None = None, unit: str | None = None) -> Reading:
    """The target in a text. `better` and `unit` are the metric's, where it is known."""
    return Reading(written, None, "What is the value, and is it a minimum or a maximum?")


def form(target: Target, better: Better | None = None) -> Form:
    """The form of a target: a share within a limit, a maximum, a minimum, a band or a total."""
    if target.share is not None or target.op == "within":
        return Form.THRESHOLD
    if target.op == "band":
        return Form.BAND
    if target.op == "<=":
        return Form.MAXIMUM
    if target.op == ">=":
        return Form.MINIMUM
    return Form.MAXIMUM if better is Better.DOWN else Form.MINIMUM


def pressure(target: Target, better: Better | None = None) -> Pressure | None:
    """The way a target pushes the value; None for a band, which pushes neither way."""
    if target.op == "band":
        return None
    if target.op == "<=":
        return Pressure.DOWN
    if target.op in (">=", "within"):
        return Pressure.UP
    return {Better.UP: Pressure.UP, Better.DOWN: Pressure.DOWN}.get(
        better or Better.BAND, Pressure.ANY
    )
