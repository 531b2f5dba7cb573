"""The ladder as rows of text: the twin of its curve, and its table in a report."""

from __future__ import annotations

from collections.abc import Callable

from advisor.feasibility.verdict import Figure, Ladder, Rung
from advisor.feasibility.words import money, number, percent


def as_rows(ladder: Ladder, about: int | None = None) -> list[dict[str, str]]:
    """The rungs as rows, or `about` so many either side of the centre.

    Columns that nothing is known of are left out.
    """
    rungs = ladder.rungs if about is None else _around(ladder, about)
    columns = [
        (name, tell) for name, tell in _columns(ladder).items() if any(tell(rung) for rung in rungs)
    ]
    return [
        {
            "Positions": f"{rung.positions}{' (you)' if rung.positions == ladder.here else ''}",
            **{name: tell(rung) or "-" for name, tell in columns},
        }
        for rung in rungs
    ]


def shown(figure: Figure, currency: str | None) -> str:
    """A figure with its name and its unit."""
    name = figure.name.replace("-", " ").capitalize()
    match figure.unit:
        case "share":
            value = percent(figure.value)
        case "money":
            value = money(figure.value, currency)
        case unit:
            value = f"{number(figure.value)} {unit}"
    return f"{name}: {value}. {figure.says}"


def _columns(ladder: Ladder) -> dict[str, Callable[[Rung], str]]:
    def share(name: str) -> Callable[[Rung], str]:
        return lambda rung: _percent(getattr(rung, name))

    def paid(name: str) -> Callable[[Rung], str]:
        return lambda rung: _money(getattr(rung, name), ladder.currency)

    within = number(ladder.seconds) if ladder.seconds is not None else ""
    return {
        f"Within {within} s": share("service_level"),
        "Mean wait": _wait,
        "Gave up": share("abandonment"),
        "Busy": share("occupancy"),
        "Working days to clear": _days,
        "Cost an hour": paid("cost_per_hour"),
        "Cost a contact": paid("cost_per_contact"),
        "All kept": _kept,
    }


def _percent(value: float | None) -> str:
    return "" if value is None else percent(value)


def _money(value: float | None, currency: str | None) -> str:
    return "" if value is None else money(value, currency)


def _wait(rung: Rung) -> str:
    return "" if rung.speed_of_answer is None else f"{number(rung.speed_of_answer)} s"


def _days(rung: Rung) -> str:
    return "" if rung.clears_in is None else number(rung.clears_in)


def _kept(rung: Rung) -> str:
    return "" if rung.keeps is None else "yes" if rung.keeps else "no"


def _around(ladder: Ladder, about: int) -> tuple[Rung, ...]:
    here = [rung.positions for rung in ladder.rungs].index(ladder.here) if ladder.here else None
    middle = len(ladder.rungs) // 2 if here is None else here
    return ladder.rungs[max(0, middle - about) : middle + about + 1]
