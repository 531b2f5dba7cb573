"""The curve over positions: what so many people give, with the centre and its targets on it.

The specification is built once and cached; the figures are passed beside it. The table twin and
the alternative text say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from advisor.feasibility import Ladder
from advisor.feasibility.words import number, percent

KINDS = ("curve", "here", "target", "place")
SHARES = {
    "service_level": "Answered in time",
    "occupancy": "Busy",
    "abandonment": "Gave up",
}
CLEARED = "Days until the pile is down"
DASHES: dict[str, list[int]] = {
    "Answered in time": [1, 0],
    "Busy": [7, 3],
    "Gave up": [2, 2],
    CLEARED: [1, 0],
}
ENDS: dict[str, Literal["left", "right"]] = {
    "Answered in time": "right",
    "Busy": "left",
    "Gave up": "right",
}
"""The end of a target's rule that is far from its own line."""
SIDES = {"above": -8, "below": 11}
NEAR = 0.12  # of the scale: a name fits between two rules that are further apart
HEIGHT = 420


@st.cache_resource(show_spinner=False)
def _spec(drawn: tuple[str, ...]) -> dict[str, Any]:
    """Lines over positions, a rule for each target, and the place of the centre."""
    kind, shares = alt.datum.kind, CLEARED not in drawn
    legend = alt.Legend(orient="top", title=None, symbolType="stroke", symbolSize=400, offset=22)
    hue = alt.Color(
        "what:N",
        scale=alt.Scale(domain=list(drawn)),
        legend=legend if len(drawn) > 1 else None,
    )
    dash = alt.StrokeDash(
        "what:N",
        scale=alt.Scale(domain=list(drawn), range=[DASHES[name] for name in drawn]),
        legend=legend if len(drawn) > 1 else None,
    )
    x = alt.X(
        "positions:Q",
        title="Positions",
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
    )
    y = alt.Y(
        "value:Q",
        title=None if shares else CLEARED,
        scale=alt.Scale(domain=[0, 1]) if shares else alt.Scale(zero=True),
        axis=alt.Axis(format="%" if shares else "~g", tickCount=5),
    )
    chart = alt.Chart()
    tip = [alt.Tooltip("says:N", title="Here")]
    lines = chart.transform_filter(kind == "curve").mark_line(strokeWidth=2.5)
    targets = chart.transform_filter(kind == "target")
    here = chart.transform_filter(kind == "here")
    place = chart.transform_filter(kind == "place")
    words: dict[str, Any] = {"fontSize": 12, "fontWeight": 600}
    layers = [
        place.mark_rule(opacity=0.55, color="gray").encode(x=x),
        place.mark_text(dy=-6, baseline="bottom", color="gray", **words).encode(
            x=x, y=alt.value(0), text="says:N"
        ),
        targets.mark_rule(strokeDash=[3, 4], strokeWidth=1.5).encode(y=y, color=hue),
        *(
            targets.transform_filter((alt.datum.what == name) & (alt.datum.side == side))
            .mark_text(align=end, dx=-4 if end == "right" else 4, dy=off, **words)
            .encode(x=alt.value("width" if end == "right" else 0), y=y, text="says:N", color=hue)
            for name, end in ENDS.items()
            if name in drawn
            for side, off in SIDES.items()
        ),
        lines.encode(x=x, y=y, color=hue, strokeDash=dash, tooltip=tip),
        here.mark_point(filled=True, size=110, opacity=1).encode(x=x, y=y, color=hue, tooltip=tip),
    ]
    found: dict[str, Any] = alt.layer(*layers).properties(height=HEIGHT).to_dict()
    found.pop("datasets")  # an empty one: the figures come with each drawing
    for layer in found["layer"]:
        layer.pop("data")
    return found


def draw(ladder: Ladder, *, key: str) -> None:
    """Draws the curve."""
    points = list(rows(ladder))
    drawn = {row["what"] for row in points if row["kind"] == "curve"}
    st.vega_lite_chart(
        pd.DataFrame(points),
        _spec(tuple(name for name in DASHES if name in drawn)),
        width="stretch",
        alt=spoken(ladder),
        key=key,
    )


def rows(ladder: Ladder) -> Iterator[dict[str, Any]]:
    """The figures of the curve, each of a kind that one layer draws."""
    fields = SHARES if ladder.clears_in is None else {"clears_in": CLEARED}
    for rung in ladder.rungs:
        for field, what in fields.items():
            value = getattr(rung, field)
            if value is None:
                continue
            says = f"{rung.positions} positions: {_told(field, value, ladder)}"
            point = {"positions": rung.positions, "value": value, "what": what, "says": says}
            yield {"kind": "curve", **point}
            if rung.positions == ladder.here:
                yield {"kind": "here", **point}
    marks = [mark for mark in ladder.marks if mark.quantity in fields]
    for mark in marks:
        yield {
            "kind": "target",
            "positions": None,
            "value": mark.value,
            "what": fields[mark.quantity],
            "says": f"{mark.written}: {percent(mark.value)}",
            "side": _side(mark.value, [other.value for other in marks]),
        }
    if ladder.here is not None:
        says = f"You: {ladder.here}"
        yield {"kind": "place", "positions": ladder.here, "value": None, "what": None, "says": says}


def _side(value: float, values: Iterable[float]) -> str:
    """Where the name of a rule meets no other rule, nor the edge."""
    others = [other - value for other in values if other != value]
    below = min((-off for off in others if off < 0), default=1.0)
    above = min((off for off in others if off > 0), default=1.0)
    if value < NEAR or below < NEAR <= above:
        return "above"
    return "below"


def _told(field: str, value: float, ladder: Ladder) -> str:
    match field:
        case "service_level":
            return f"{percent(value)} answered within {number(ladder.seconds or 0.0)} seconds"
        case "occupancy":
            return f"busy for {percent(value)} of their time"
        case "abandonment":
            return f"{percent(value)} give up"
        case _:
            return f"the pile is down in {number(value)} working days"


def spoken(ladder: Ladder) -> str:
    """The curve in words."""
    first, last = ladder.rungs[0].positions, ladder.rungs[-1].positions
    fields = SHARES if ladder.clears_in is None else {"clears_in": CLEARED}
    parts = [f"Curve from {first} to {last} positions."]
    for rung in ladder.rungs:
        if rung.positions in (first, ladder.here, last):
            said = [
                _told(field, value, ladder)
                for field in fields
                if (value := getattr(rung, field)) is not None
            ]
            where = " (you are here)" if rung.positions == ladder.here else ""
            parts.append(f"{rung.positions} positions{where}: {', '.join(said) or 'never'}.")
    parts += [
        f"Target line of {mark.written} at {percent(mark.value)}."
        for mark in ladder.marks
        if mark.quantity in fields
    ]
    return " ".join(parts)
