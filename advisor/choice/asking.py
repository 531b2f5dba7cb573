"""Rows with the words for the case that they clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.choice.variables import Variables
from advisor.solver import Row


class Words(Mapping[str, str]):
    """Per row what it asks, for people: put together where somebody reads it."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[str, tuple[object, ...]]] = {}

    def say(self, name: str, says: str, about: tuple[object, ...]) -> None:
        self._said[name] = says, about

    def __getitem__(self, name: str) -> str:
        says, about = self._said[name]
        return says.format(*about)

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)


class Asked:
    """The rows of one model while they are collected."""

    def __init__(self, variables: Variables) -> None:
        self.case, self.variables = variables.case, variables
        self.rows: list[Row] = []
        self.wishes: dict[str, Row] = {}
        """By gap, the row that it leaves open."""
        self.words = Words()

    def row(
        self,
        name: str,
        terms: Mapping[str, int],
        low: int | None,
        high: int | None,
        says: str,
        *about: object,
    ) -> None:
        """`says` has a pair of braces for each thing that it is about."""
        self.words.say(name, says, about)
        self.rows.append(Row(name, terms, low, high))

    def wish(
        self,
        name: str,
        terms: Mapping[str, int],
        low: int,
        price: int,
        says: str,
        *about: object,
        stands_for: int = 1,
    ) -> None:
        """A row that gives way, at a price, before anything that was asked for does."""
        gap = self.variables.add("gap", name, price)
        self.row(name, {**terms, gap: stands_for}, low, None, says, *about)
        self.wishes[gap] = self.rows[-1]

    def label(self, metric: str) -> str:
        return self.case.catalogue.metrics[metric].name
