"""A catalogue several times as large as the shipped one."""

from dataclasses import replace
from typing import TypeVar

from knowledge.catalogue import Catalogue
from knowledge.schema import Behaviour, Metric, Relation

T = TypeVar("T", Metric, Behaviour)


def grown(catalogue: Catalogue, times: int) -> Catalogue:
    """The catalogue with so many copies of its metrics and behaviours. Each copy is joined as the
    original is, to its own copies and to the same outcomes; strategies and contexts name only the
    originals."""
    own = {*catalogue.metrics, *catalogue.behaviours}

    def renamed(key: str, copy: int) -> str:
        return f"{key}-copy-{copy}" if copy and key in own else key

    def copied(entry: T, copy: int) -> T:
        def joined(relation: Relation) -> Relation:
            catches = tuple(renamed(key, copy) for key in relation.catches)
            to = renamed(relation.to, copy)
            return relation.model_copy(update={"to": to, "catches": catches})

        return entry.model_copy(update={"relations": tuple(map(joined, entry.relations))})

    codes = 1 + max(metric.code for metric in catalogue.metrics.values())
    metrics, behaviours = {}, {}
    for copy in range(times):
        for key, metric in catalogue.metrics.items():
            entry = copied(metric, copy).model_copy(update={"code": metric.code + copy * codes})
            metrics[renamed(key, copy)] = entry
        for key, behaviour in catalogue.behaviours.items():
            behaviours[renamed(key, copy)] = copied(behaviour, copy)
    return replace(catalogue, metrics=metrics, behaviours=behaviours)
