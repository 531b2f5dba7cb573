"""What a fix would do: the findings after it, from those rules alone that it touches."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from advisor.brief import BriefError
from advisor.case import Case, Line
from advisor.checks.hit import Fix, Hit
from advisor.checks.remembered import of_case
from advisor.checks.stakes import a_set, chased_at_all
from advisor.critique.bearing import NO_ROWS, Bearing
from advisor.critique.identity import accepted_as
from advisor.critique.judging import (
    Broken,
    Judged,
    Ready,
    distinct,
    judge,
    mostly_unread,
)
from advisor.critique.variant import Edits, Variant, fixed, of_rows, variants
from advisor.finding import Effect

Triple = tuple[int, int, int]
NONE = (0, 0, 0)
Changed = Mapping[str, Triple]
"""What rules find after some edits, of those that may find something else."""
Found = Sequence[tuple[Case, Hit]]
"""Hits, each with the case that it is of."""


class Trials:
    """Tries fixes on one judged case, each set of edits once."""

    def __init__(
        self, judged: Judged, select: Collection[str] = (), ignore: Collection[str] = ()
    ) -> None:
        self._judged, self._select, self._ignore = judged, select, ignore
        self._bearing = Bearing(judged)
        self._known: dict[str, Changed | None] = {}
        self._by_itself: dict[int, Mapping[int, Found]] = {}
        self._accepted = frozenset(item.finding for item in judged.case.brief.accepted)
        self._counts = {
            heard.ready.code: self._count(heard.ready, ((judged.case, hit) for hit in heard.hits))
            for heard in judged.heard
        }
        self.now = _sum(self._counts.values())
        """Findings that stand today: what was accepted with a reason is not counted."""

    def best(self, items: Sequence[Broken]) -> dict[str, tuple[Fix, Effect]]:
        """By finding, the first of its cures after which the triple falls and the rule finds less,
        and what it does. The cures are tried in rounds, as rows are read best all together."""
        waiting = [(item, iter(item.hit.cures())) for item in items]
        found: dict[str, tuple[Fix, Effect]] = {}
        while waiting:
            tried = [
                (item, rest, fix) for item, rest in waiting if (fix := next(rest, None)) is not None
            ]
            keys = self._try([fix.edits for _item, _rest, fix in tried])
            waiting = []
            for (item, rest, fix), key in zip(tried, keys, strict=True):
                then = self._then(self._known[key])
                if then is not None and then < self.now and self._goes(item, self._known[key]):
                    found[item.id] = fix, _effect(self.now, then)
                else:
                    waiting.append((item, rest))
        return found

    def worsened(self, edits: Edits) -> list[str]:
        """Codes of the rules that find more after some edits, or find it graver."""
        then = self.per_rule(edits) or {}
        return [code for code, count in self._counts.items() if then.get(code, NONE) > count]

    def per_rule(self, edits: Edits) -> dict[str, Triple] | None:
        """What each rule finds after some edits; None where they do not fit the brief."""
        changed = self._known[self._try([edits])[0]]
        return None if changed is None else {**self._counts, **changed}

    def after(self, edits: Edits) -> Triple | None:
        """The findings after some edits; None where they do not fit the brief."""
        return self._then(self._known[self._try([edits])[0]])

    def _then(self, changed: Changed | None) -> Triple | None:
        if changed is None:
            return None
        found = [*self.now]
        for code, count in changed.items():
            before = self._counts.get(code, NONE)
            for rank in range(3):
                found[rank] += count[rank] - before[rank]
        return found[0], found[1], found[2]

    def _goes(self, item: Broken, changed: Changed | None) -> bool:
        """Whether the rule finds less after the edits, and not the same thing more mildly."""
        code = item.ready.code
        before = self._counts[code]
        return changed is not None and sum(changed.get(code, before)) < sum(before)

    def _try(self, wanted: Sequence[Edits]) -> list[str]:
        """Tries what was not tried yet; by which keys the edits are then known."""
        keys = [_key(edits) for edits in wanted]
        new = {k: e for k, e in zip(keys, wanted, strict=True) if k not in self._known}
        quick = {key: edits for key, edits in new.items() if of_rows(edits)}
        for key, edits in new.items():
            if key not in quick:
                self._known[key] = self._anew(edits)
        tried = variants(self._judged.case, list(quick.values()))
        for (key, edits), variant in zip(quick.items(), tried, strict=True):
            again = self._opened(variant)
            self._known[key] = self._anew(edits) if again else self._from(variant)
        return keys

    def _opened(self, variant: Variant) -> bool:
        """Whether an edit changes what the list is, so that every rule must be asked again."""
        case, other = self._judged.case, variant.case
        return (
            (mostly_unread(case) and not mostly_unread(other))
            or a_set(case) is not a_set(other)
            or chased_at_all(case) is not chased_at_all(other)
            or len(variant.went) > 1
        )

    def _anew(self, edits: Edits) -> Changed | None:
        try:
            judged = judge(fixed(self._judged.case, edits), self._select, self._ignore)
        except BriefError:
            return None
        found = {
            each.ready.code: self._count(each.ready, ((judged.case, hit) for hit in each.hits))
            for each in judged.heard
        }
        return {**dict.fromkeys(self._counts, NONE), **found}

    def _from(self, variant: Variant) -> Changed:
        """What the rules find that an edit touches."""
        heard, case = self._judged.heard, variant.case
        found: dict[str, Triple] = {}
        for at in self._bearing.of_list(variant):
            ready = heard[at].ready
            said = ready.check.function(case, **ready.params)
            hits = [(case, hit) for hit in said if isinstance(hit, Hit)]
            found[ready.code] = self._count(ready, hits) if hits else NONE
        new = {at for line in variant.new for at in self._alone(case, line)}
        touched = {**dict.fromkeys(new, NO_ROWS), **self._bearing.of_lines(variant)}
        for at, again in touched.items():
            count = self._by_line(at, variant, again)
            if count is not None:
                found[heard[at].ready.code] = count
        if mostly_unread(case):
            found |= {each.ready.code: NONE for each in heard if each.ready.covers}
        return found

    def _alone(self, case: Case, line: Line) -> Mapping[int, Found]:
        """What the rules that look at no other line find in a new one, which many edits share."""
        known = self._by_itself.get(id(line.row))
        if known is None:
            asked = self._bearing.speaking(line, hanging=False)
            told = ((at, self._asked(at, case, line)) for at in asked)
            known = self._by_itself[id(line.row)] = {at: said for at, said in told if said}
        return known

    def _asked(self, at: int, case: Case, line: Line) -> Found:
        ready = self._judged.heard[at].ready
        said = ready.check.function(case, line, **ready.params)
        return [(case, item) for item in said if isinstance(item, Hit)]

    def _by_line(self, at: int, variant: Variant, again: frozenset[int]) -> Triple | None:
        """What a rule of single lines finds: of lines that need not be looked at again, the same
        as before. None where nothing has changed."""
        heard, case, before = self._judged.heard[at], variant.case, self._judged.case
        ready = heard.ready
        new = {}
        for line in variant.new:
            by_itself = ready.check.hangs_on is None
            said = self._alone(case, line).get(at) if by_itself else self._asked(at, case, line)
            if said:
                new[id(line.row)] = said
        for row in again:
            if said := self._asked(at, case, _by_row(case)[row]):
                new[row] = said
        changed = variant.rows | again if again else variant.rows
        if not new and changed.isdisjoint(heard.by_row):
            return None
        if variant.alone and not again:
            gone = [(before, hit) for row in changed for hit in heard.by_row.get(row, ())]
            come = [pair for said in new.values() for pair in said]
            return _changed(
                self._counts[ready.code], self._count(ready, gone), self._count(ready, come)
            )
        hits: dict[int, Found] = {
            row: [(before, hit) for hit in said]
            for row, said in heard.by_row.items()
            if row not in changed
        }
        hits |= new
        rows = sorted(hits, key=lambda row: _by_row(case)[row].index) if new else hits
        return self._count(ready, (pair for row in rows for pair in hits[row]))

    def _count(self, ready: Ready, hits: Iterable[tuple[Case, Hit]]) -> Triple:
        """How many of each severity, each place once; a hit comes with the case that it is of."""
        found = [0, 0, 0]
        for case, hit in distinct(hits):
            if self._accepted and accepted_as(case, ready.code, hit, self._accepted):
                continue
            found[ready.severity(hit).rank] += 1
        return found[0], found[1], found[2]


@of_case
def _by_row(case: Case) -> Mapping[int, Line]:
    return {id(line.row): line for line in case.known}


def _key(edits: Edits) -> str:
    return json.dumps([(e.op, e.metric, e.field, e.value) for e in edits], default=str)


def _changed(count: Triple, gone: Triple, come: Triple) -> Triple:
    first, second, third = (n - x + y for n, x, y in zip(count, gone, come, strict=True))
    return first, second, third


def _sum(counts: Iterable[Triple]) -> Triple:
    found = [0, 0, 0]
    for count in counts:
        for rank in range(3):
            found[rank] += count[rank]
    return found[0], found[1], found[2]


def _effect(now: Triple, then: Triple) -> Effect:
    return Effect(errors=(now[0], then[0]), warnings=(now[1], then[1]), advice=(now[2], then[2]))
