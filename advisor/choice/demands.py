"""What is owed, demanded, wanted or refused."""

from __future__ import annotations

from advisor.choice.asking import Asked


def demands(asked: Asked) -> None:
    """Rows that no set may break: what others ask of it, and what the user does."""
    case, variables, label = asked.case, asked.variables, asked.label
    for metric, because in sorted(case.owed.items()):
        says, terms = "{} is owed: {}", variables.in_set(metric)
        asked.row(f"owed:{metric}", terms, 1, 1, says, label(metric), because)
    for metric, because in sorted(case.demanded.items()):
        if metric not in case.owed:
            pursuing = dict.fromkeys(variables.of(metric), 1)
            wanted = pursuing if metric in case.demanded_as_target else {}
            terms = wanted or variables.in_set(metric)
            says = "{} must stand in the set: {}"
            asked.row(f"demand:{metric}", terms, 1, None, says, label(metric), because)
    for metric in case.brief.must:
        terms = variables.in_set(metric)
        asked.row(f"must:{metric}", terms, 1, None, "You want {} in the set.", label(metric))
    for metric in case.brief.never:
        terms = variables.in_set(metric)
        asked.row(f"never:{metric}", terms, None, 0, "You never want {}.", label(metric))
