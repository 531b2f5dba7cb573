"""What a fix would do: the findings after it, from those rules alone that it touches."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from advisor.brief import BriefError
from advisor.case import Case, Line
from advisor.checks.hit import ANY, Fix, Hit, Reads
from advisor.checks.stakes import a_set, chased_at_all, stake
from advisor.critique.judging import (
    Broken,
    Heard,
    Judged,
    Ready,
    distinct,
    identity,
    judge,
    mostly_unread,
)
from advisor.critique.variant import Edits, Variant, fixed, of_rows, variants
from advisor.finding import Effect

Triple = tuple[int, int, int]
NONE = (0, 0, 0)


@dataclass(slots=True)
class Trials:
    """Tries fixes on one judged case, each set of edits once."""

    judged: Judged
    select: Collection[str] = ()
    ignore: Collection[str] = ()
    _known: dict[str, dict[str, Triple] | None] = field(default_factory=dict)
    _counts: list[tuple[Heard, Triple]] = field(default_factory=list)
    _hangs_on: dict[str, dict[str, set[int]]] = field(default_factory=dict)
    now: Triple = NONE
    """Findings that stand today: what was accepted with a reason is not counted."""

    def __post_init__(self) -> None:
        case = self.judged.case
        self._counts = [(heard, self._count(case, heard.ready, heard.hits)) for heard in
                        self.judged.heard]  # fmt: skip
        self.now = _sum(count for _heard, count in self._counts)

    def best(self, items: Sequence[Broken]) -> dict[str, tuple[Fix, Effect]]:
        """By finding, the first of its cures after which the triple falls and the rule finds less,
        and what it does. The cures are tried in rounds, as rows are read best all together."""
        waiting = [(item, iter(item.hit.cures())) for item in items]
        found: dict[str, tuple[Fix, Effect]] = {}
        while waiting:
            tried = [(item, rest, next(rest, None)) for item, rest in waiting]
            self._try([fix.edits for _item, _rest, fix in tried if fix])
            waiting = []
            for item, rest, fix in tried:
                if fix is None:
                    continue
                then = self.after(fix.edits)
                if then is not None and then < self.now and self._goes(item, fix.edits):
                    found[item.id] = fix, _effect(self.now, then)
                else:
                    waiting.append((item, rest))
        return found

    def worsened(self, edits: Edits) -> list[str]:
        """Codes of the rules that find more after some edits, or find it graver."""
        then = self.per_rule(edits) or {}
        return [
            heard.ready.code
            for heard, count in self._counts
            if then.get(heard.ready.code, NONE) > count
        ]

    def per_rule(self, edits: Edits) -> dict[str, Triple] | None:
        """What each rule finds after some edits; None where they do not fit the brief."""
        self._try([edits])
        return self._known[_key(edits)]

    def _goes(self, item: Broken, edits: Edits) -> bool:
        """Whether the rule finds less after the edits, and not the same thing more mildly."""
        code, then = item.ready.code, self.per_rule(edits)
        before = next(count for heard, count in self._counts if heard.ready.code == code)
        return then is not None and sum(then[code]) < sum(before)

    def after(self, edits: Edits) -> Triple | None:
        """The findings after some edits; None where they do not fit the brief."""
        found = self.per_rule(edits)
        return None if found is None else _sum(found.values())

    def _try(self, wanted: list[Edits]) -> None:
        keyed = ((_key(edits), edits) for edits in wanted)
        new = {key: edits for key, edits in keyed if key not in self._known}
        if not new:
            return
        case = self.judged.case
        quick = {key: edits for key, edits in new.items() if of_rows(edits)}
        for key, edits in new.items():
            if key not in quick:
                self._known[key] = self._anew(case, edits)
        for key, variant in zip(quick, variants(case, list(quick.values())), strict=True):
            opened = mostly_unread(case) and not mostly_unread(variant.case)
            opened |= a_set(case) is not a_set(variant.case)
            opened |= chased_at_all(case) is not chased_at_all(variant.case)
            self._known[key] = self._anew(case, quick[key]) if opened else self._from(variant)

    def _anew(self, case: Case, edits: Edits) -> dict[str, Triple] | None:
        try:
            judged = judge(fixed(case, edits), self.select, self.ignore)
        except BriefError:
            return None
        return {
            each.ready.code: self._count(judged.case, each.ready, each.hits)
            for each in judged.heard
        }

    def _from(self, variant: Variant) -> dict[str, Triple]:
        before = {id(line.row) for line in variant.gone}
        silent = all(stake(line) is False for line in variant.new)
        unread = mostly_unread(variant.case)
        found = {}
        for heard, count in self._counts:
            ready, check = heard.ready, heard.ready.check
            still = check.reads.isdisjoint(variant.touched)
            if ready.covers and unread:
                found[ready.code] = NONE
            elif not check.by_line:
                same = still or not self._plays(ready, variant)
                found[ready.code] = count if same else self._whole(ready, variant.case)
            elif still and silent and ready.pressed_only and before.isdisjoint(heard.by_row):
                found[ready.code] = count
            else:
                again = frozenset() if still else self._again(heard, variant)
                found[ready.code] = self._by_line(heard, count, variant, before, again)
        return found

    def _whole(self, ready: Ready, case: Case) -> Triple:
        said = ready.check.function(case, **ready.params)
        return self._count(case, ready, (hit for hit in said if isinstance(hit, Hit)))

    def _by_line(
        self,
        heard: Heard,
        count: Triple,
        variant: Variant,
        before: set[int],
        again: frozenset[int],
    ) -> Triple:
        ready, case = heard.ready, variant.case
        looked = variant.new
        if again:
            fresh = {id(line.row) for line in variant.new}
            looked = tuple(x for x in case.known if id(x.row) in fresh or id(x.row) in again)
        changed = {
            id(line.row): ready.check.of_line(case, line, ready.params)
            if ready.speaks(line)
            else ()
            for line in looked
        }
        stood = not before.isdisjoint(heard.by_row) or not again.isdisjoint(heard.by_row)
        if not stood and not any(changed.values()):
            return count
        quiet = dict.fromkeys((id(line.row) for line in looked), ())
        return self._count(case, ready, self._merged(heard, case.known, {**quiet, **changed}))

    def _plays(self, ready: Ready, variant: Variant) -> bool:
        """Whether a line that is changed, before or after, plays a part in a check of the list."""
        plays, params = ready.check.plays, ready.params
        if plays is None:
            return True
        before, after = self.judged.case, variant.case
        return any(plays(before, line, params) for line in variant.gone) or any(
            plays(after, line, params) for line in variant.new
        )

    def _again(self, heard: Heard, variant: Variant) -> frozenset[int]:
        """Rows of unchanged lines that must be looked at again."""
        hangs = heard.ready.check.hangs_on
        if hangs is None or heard.ready.check.reads & variant.touched - {Reads.PRESENT}:
            return frozenset(id(line.row) for line in self.judged.case.known)
        index = self._hangs_on.get(heard.ready.code)
        if index is None:
            index = self._hangs_on[heard.ready.code] = {}
            case = self.judged.case
            for line in case.known:
                for metric in hangs(case, line, heard.ready.params):
                    index.setdefault(metric, set()).add(id(line.row))
        came_or_went = (ANY, *variant.metrics)
        return frozenset(row for metric in came_or_went for row in index.get(metric, ()))

    @staticmethod
    def _merged(
        heard: Heard, known: Iterable[Line], changed: dict[int, tuple[Hit, ...]]
    ) -> Iterator[Hit]:
        for line in known:
            row = id(line.row)
            yield from changed[row] if row in changed else heard.by_row.get(row, ())

    def _count(self, case: Case, ready: Ready, hits: Iterable[Hit]) -> Triple:
        found = [0, 0, 0]
        accepted = {
            item.finding
            for item in self.judged.case.brief.accepted
            if item.finding.startswith(ready.code)
        }
        for hit in distinct(hits):
            if accepted and identity(case, ready.code, hit) in accepted:
                continue
            found[ready.severity(hit).rank] += 1
        return found[0], found[1], found[2]


def _key(edits: Edits) -> str:
    return json.dumps([(e.op, e.metric, e.field, e.value) for e in edits], default=str)


def _sum(counts: Iterable[Triple]) -> Triple:
    found = [0, 0, 0]
    for count in counts:
        for rank in range(3):
            found[rank] += count[rank]
    return found[0], found[1], found[2]


def _effect(now: Triple, then: Triple) -> Effect:
    return Effect(errors=(now[0], then[0]), warnings=(now[1], then[1]), advice=(now[2], then[2]))
