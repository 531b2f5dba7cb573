"""The formulas against published values, exact arithmetic, the Markov chain, and a simulation."""

import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from operator import mul
from random import Random
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.erlang import (
    average_speed_of_answer,
    erlang_a,
    erlang_b,
    erlang_c,
    occupancy,
    offered_load,
    service_level,
    still_waiting,
    wait_percentile,
)
from advisor.sizing import (
    heads_for,
    largest_load,
    longest_handle,
    most_contacts,
    positions_from,
    servers_for,
)

pools = st.integers(1, 300)
densities = st.floats(0.05, 0.97)  # load per server where there must be a steady state
handles = st.floats(30, 1200)
limits = st.floats(0, 300)
patiences = st.floats(5, 1800)
levels = st.floats(0.05, 0.99)


class TestPublished:
    def test_a_common_entry_of_erlang_b_tables(self) -> None:
        assert erlang_b(10, 5) == pytest.approx(0.0184, abs=5e-5)

    def test_the_example_of_the_westbay_calculator_manual(self) -> None:
        """erlang.com, "How much traffic can a trunk group handle": 15 lines, 1%, 8.108 erlangs."""
        assert erlang_b(15, 8.1075) < 0.01 < erlang_b(15, 8.1085)

    def test_the_example_of_the_r_package_queueing(self) -> None:
        """CRAN, queueing, B_erlang(2, 0.5/0.7): [1] 0.1295337."""
        assert erlang_b(2, 0.5 / 0.7) == pytest.approx(0.1295337, abs=5e-8)

    @pytest.mark.parametrize(
        ("lines", "row"),
        [
            (6, "0.7 1.0 1.1 1.3 1.4 1.5 1.6 1.7 1.8 1.8 1.9 1.9 2.3 2.5 2.8 3.0"),
            (7, "1.1 1.4 1.6 1.8 1.9 2.1 2.2 2.2 2.3 2.4 2.4 2.5 2.9 3.2 3.5 3.7"),
            (8, "1.4 1.8 2.1 2.3 2.5 2.6 2.7 2.8 2.9 3.0 3.1 3.1 3.6 4.0 4.3 4.5"),
            (9, "1.8 2.3 2.6 2.9 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 4.3 4.7 5.1 5.4"),
        ],
    )
    def test_a_printed_erlang_b_table(self, lines: int, row: str) -> None:
        """Carrier Grade Voice over IP, 2nd ed., appendix A: erlangs, to one decimal."""
        blocking = "0.01 0.05 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1 2 3 4 5".split()
        for load, percent in zip(map(float, row.split()), map(float, blocking), strict=True):
            low, high = erlang_b(lines, load - 0.0501), erlang_b(lines, load + 0.0501)
            assert low < percent / 100 < high

    def test_the_example_of_the_r_package_erlangc(self) -> None:
        """CRAN, ErlangC 0.1.0, erlang_c: 100 calls in 30 minutes, 180 s, 20 s, 14 agents."""
        load = offered_load(100, 30, 180)
        assert load == pytest.approx(10)
        assert erlang_c(14, load) == pytest.approx(0.1741319, abs=5e-8)
        assert service_level(14, load, 180, 20) == pytest.approx(0.88835, abs=5e-7)
        assert average_speed_of_answer(14, load, 180) == pytest.approx(7.83593701177724)
        assert occupancy(14, load) == pytest.approx(0.7142857, abs=5e-8)

    def test_the_example_of_pyworkforce(self) -> None:
        """PyPI, pyworkforce 0.1.0: 80% in 20 s, at most 85% busy, 30% shrinkage: 14 and 20."""
        positions = servers_for(10, 180, 0.8, 20, max_occupancy=0.85)
        assert positions == 14
        assert math.ceil(heads_for(positions, 0.3)) == 20

    def test_the_limit_of_an_overloaded_pool(self) -> None:
        """Garnett, Mandelbaum, Reiman (2002), theorem 1: abandonment tends to 1 - 1 / density."""
        gaps = [
            erlang_a(servers, 1.25 * servers, 300, 120).abandons - 0.2
            for servers in (10, 100, 1000, 5000)
        ]
        assert gaps == sorted(gaps, reverse=True)
        assert 0 <= gaps[-1] < 1e-9


def direct(servers: int, load: Fraction) -> tuple[Fraction, Fraction]:
    """Erlang B and C as printed in textbooks, with factorials, in exact arithmetic."""
    terms = [load**k / math.factorial(k) for k in range(servers + 1)]
    queued = terms[-1] * servers / (servers - load)
    return terms[-1] / sum(terms), queued / (sum(terms[:-1]) + queued)


class TestExact:
    @pytest.mark.parametrize(
        ("servers", "load"), [(1, "1/3"), (2, "19/10"), (7, "5"), (40, "33"), (120, "119")]
    )
    def test_b_and_c(self, servers: int, load: str) -> None:
        exact = Fraction(load)
        blocked, waits = direct(servers, exact)
        assert erlang_b(servers, float(exact)) == pytest.approx(float(blocked), rel=1e-12)
        assert erlang_c(servers, float(exact)) == pytest.approx(float(waits), rel=1e-11)

    def test_b_at_five_thousand_servers(self) -> None:
        ratios = [(5000 - k) / 4900 for k in range(5000)]
        inverse = math.fsum(accumulate(ratios, mul, initial=1.0))
        assert erlang_b(5000, 4900) == pytest.approx(1 / inverse, rel=1e-10)


@dataclass(frozen=True, slots=True)
class Chain:
    """M/M/n+M by its balance equations, with no closed form: the truth for Erlang A."""

    servers: int
    load: float
    handle: float
    patience: float

    def states(self) -> list[float]:
        """Chance of 0, 1, ... contacts in the pool, cut where nothing is left."""
        weights, total, k = [1.0], 1.0, 0
        while k <= max(self.servers, self.load) or weights[-1] > 1e-19 * total:
            k += 1
            done = min(k, self.servers) + max(0, k - self.servers) * self.handle / self.patience
            weights.append(weights[-1] * self.load / done)
            total += weights[-1]
            if total > 1e200:
                weights = [w / 1e200 for w in weights]
                total /= 1e200
        return [w / total for w in weights]

    def line(self) -> float:
        return sum(max(0, k - self.servers) * p for k, p in enumerate(self.states()))

    def busy(self) -> float:
        return sum(min(k, self.servers) * p for k, p in enumerate(self.states()))

    def answered_within(self, seconds: float) -> float:
        """Follow a new arrival's place in line by uniformisation until served, gone or late."""
        states = self.states()
        at_once = sum(states[: self.servers])
        places = [0.0, *states[self.servers :]]  # places[i]: i-th in line, itself included
        service, leave = self.servers / self.handle, 1 / self.patience
        rate = service + len(places) * leave
        steps = rate * seconds
        served, within, log_weight = 0.0, 0.0, -steps
        for k in range(int(steps + 12 * math.sqrt(steps) + 60)):
            within += math.exp(log_weight) * served
            log_weight += math.log(steps) - math.log(k + 1)
            served += places[1] * service / rate
            ahead = [
                (service + i * leave) / rate * places[i + 1] if i + 1 < len(places) else 0.0
                for i in range(len(places))
            ]
            places = [0.0] + [
                ahead[i] + (1 - (service + i * leave) / rate) * places[i]
                for i in range(1, len(places))
            ]
        return at_once + within


CHAINS = [
    Chain(1, 0.6, 240, 90),
    Chain(5, 5.0, 300, 60),
    Chain(12, 9.5, 180, 600),
    Chain(14, 10.0, 180, 30),
    Chain(20, 31.0, 420, 150),
    Chain(50, 48.0, 60, 120),
    Chain(3, 0.01, 300, 100),
]


@pytest.mark.parametrize("chain", CHAINS, ids=str)
class TestErlangAIsTheChain:
    def test_shares_waits_and_occupancy(self, chain: Chain) -> None:
        got = erlang_a(chain.servers, chain.load, chain.handle, chain.patience)
        rate = chain.load / chain.handle
        assert got.waits == pytest.approx(sum(chain.states()[chain.servers :]), rel=1e-9)
        assert got.abandons == pytest.approx(chain.line() / chain.patience / rate, rel=1e-9)
        assert got.mean_wait == pytest.approx(chain.line() / rate, rel=1e-9)  # Little's law
        assert got.occupancy == pytest.approx(chain.busy() / chain.servers, rel=1e-9)

    @pytest.mark.parametrize("seconds", [3.0, 20.0, 75.0])
    def test_service_level_over_offered_and_over_answered(
        self, chain: Chain, seconds: float
    ) -> None:
        pool = (chain.servers, chain.load, chain.handle, seconds, chain.patience)
        truth = chain.answered_within(seconds)
        answered = chain.busy() / chain.load
        assert service_level(*pool) == pytest.approx(truth, rel=1e-8)
        assert service_level(*pool, of="answered") == pytest.approx(truth / answered, rel=1e-8)

    def test_speed_of_answer_is_the_mean_of_the_law_of_the_wait(self, chain: Chain) -> None:
        pool = (chain.servers, chain.load, chain.handle)

        def late(seconds: float) -> float:
            return 1 - service_level(*pool, seconds, chain.patience, of="answered")

        mean = simpson(late, 0, 30 * min(chain.handle, chain.patience), 3000)
        assert average_speed_of_answer(*pool, chain.patience) == pytest.approx(mean, rel=1e-6)

    def test_the_time_in_line_of_all_adds_up_to_the_mean_wait(self, chain: Chain) -> None:
        pool = (chain.servers, chain.load, chain.handle)
        horizon = 30 * min(chain.handle, chain.patience)
        mean = simpson(lambda t: still_waiting(*pool, t, chain.patience), 0, horizon, 3000)
        assert mean == pytest.approx(chain.line() * chain.handle / chain.load, rel=1e-6)


def simpson(f: Callable[[float], float], low: float, high: float, pieces: int) -> float:
    step = (high - low) / pieces
    inner = sum((4 if i % 2 else 2) * f(low + i * step) for i in range(1, pieces))
    return (f(low) + inner + f(high)) * step / 3


@pytest.mark.parametrize("density", [0.9, 1.0, 1.02, 1.5])
def test_erlang_a_at_five_thousand_servers(density: float) -> None:
    chain = Chain(5000, 5000 * density, 300, 180)
    got = erlang_a(chain.servers, chain.load, chain.handle, chain.patience)
    assert got.waits == pytest.approx(sum(chain.states()[5000:]), rel=1e-7)
    assert got.mean_wait == pytest.approx(chain.line() * 300 / chain.load, rel=1e-7)


class Contacts:
    """A first come, first served pool, played out: the wait and the fate of each contact."""

    def __init__(
        self, servers: int, load: float, handle: float, patience: float | None, seed: int
    ) -> None:
        rng = Random(seed)
        free = [0.0] * servers
        now = 0.0
        self.waits: list[float] = []
        self.answered: list[bool] = []
        for _ in range(100_000):
            now += rng.expovariate(load / handle)
            due = max(0.0, free[0] - now)
            ready = math.inf if patience is None else rng.expovariate(1 / patience)
            self.answered.append(due <= ready)
            self.waits.append(min(due, ready))
            if due <= ready:
                heapq.heapreplace(free, now + due + rng.expovariate(1 / handle))

    def agrees(self, model: float, value: Callable[[float, bool], float | None]) -> bool:
        """Whether the model lies within 3 standard errors of the mean, by 40 batches."""
        rows = list(zip(self.waits, self.answered, strict=True))[4000:]
        batches = [rows[i : i + 2400] for i in range(0, len(rows), 2400)]
        means = [fmean(v for w, a in b if (v := value(w, a)) is not None) for b in batches]
        return abs(fmean(means) - model) <= 3 * stdev(means) / math.sqrt(len(means))


@pytest.mark.parametrize(
    ("servers", "load", "handle", "patience"),
    [(10, 8.5, 240.0, None), (10, 8.5, 240.0, 90.0), (6, 7.5, 300.0, 150.0)],
)
def test_a_simulated_pool_agrees(
    servers: int, load: float, handle: float, patience: float | None
) -> None:
    played = Contacts(servers, load, handle, patience, seed=20_240)
    pool = (servers, load, handle)
    offered = service_level(*pool, 20, patience)
    answered = service_level(*pool, 20, patience, of="answered")
    assert played.agrees(offered, lambda w, a: float(a and w <= 20))
    assert played.agrees(answered, lambda w, a: float(w <= 20) if a else None)
    speed = average_speed_of_answer(*pool, patience)
    assert played.agrees(speed, lambda w, a: w if a else None)
    late = wait_percentile(*pool, 0.9, patience, of="answered")
    assert played.agrees(0.9, lambda w, a: float(w <= late) if a else None)
    if patience is None:
        assert played.agrees(erlang_c(servers, load), lambda w, _: float(w > 0))
    else:
        model = erlang_a(*pool, patience)
        assert played.agrees(model.abandons, lambda _, a: float(not a))
        assert played.agrees(model.mean_wait, lambda w, _: w)
        assert played.agrees(model.waits, lambda w, _: float(w > 0))
    kept = still_waiting(*pool, 45, patience)
    assert played.agrees(kept, lambda w, _: float(w > 45))


class TestLaws:
    @given(pools, densities)
    def test_waiting_is_likelier_than_blocking(self, servers: int, density: float) -> None:
        load = density * servers
        assert erlang_b(servers, load) <= erlang_c(servers, load) <= 1

    @given(pools, densities, handles)
    def test_the_law_of_the_wait_has_the_mean_and_the_line_of_little(
        self, servers: int, density: float, handle: float
    ) -> None:
        load = density * servers
        speed = average_speed_of_answer(servers, load, handle)
        excess = load * erlang_c(servers, load) / (servers - load)  # textbook mean line
        assert load / handle * speed == pytest.approx(excess, rel=1e-9)
        horizon = 40 * handle / (servers - load)
        mean = simpson(lambda t: 1 - service_level(servers, load, handle, t), 0, horizon, 400)
        assert speed == pytest.approx(mean, rel=1e-4, abs=1e-9)

    @given(pools, st.floats(0.05, 2.5), handles, limits, st.none() | patiences)
    def test_one_more_server_never_hurts(
        self, servers: int, density: float, handle: float, within: float, patience: float | None
    ) -> None:
        load = density * servers
        now, then = (servers, load, handle), (servers + 1, load, handle)
        assert erlang_b(*then[:2]) <= erlang_b(*now[:2])
        assert erlang_c(*then[:2]) <= erlang_c(*now[:2])
        slack = 1e-9
        levels = [service_level(*pool, within, patience) for pool in (now, then)]
        assert 0 <= levels[0] <= levels[1] + slack <= 1 + slack
        speeds = [average_speed_of_answer(*pool, patience) for pool in (now, then)]
        assert speeds[1] <= speeds[0] * (1 + slack)
        if patience is not None:
            a, b = erlang_a(*now, patience), erlang_a(*then, patience)
            assert b.abandons <= a.abandons + slack
            assert b.waits <= a.waits + slack
            assert b.occupancy <= a.occupancy + slack

    @given(pools, st.floats(0.05, 2.5), handles, patiences)
    def test_impatience_lies_between_blocking_and_endless_waiting(
        self, servers: int, density: float, handle: float, patience: float
    ) -> None:
        load = density * servers
        got = erlang_a(servers, load, handle, patience)
        slack = 1e-9
        assert erlang_b(servers, load) - slack <= got.waits <= erlang_c(servers, load) + slack
        assert got.abandons <= erlang_b(servers, load) + slack
        assert got.abandons >= 1 - servers / load - slack
        assert got.speed_of_answer <= average_speed_of_answer(servers, load, handle) + slack
        assert 0 <= got.occupancy <= 1

    @given(pools, st.floats(0.05, 0.9), st.floats(0, 2))
    def test_erlang_a_becomes_erlang_c_as_patience_grows(
        self, servers: int, density: float, within: float
    ) -> None:
        load = density * servers
        endless = service_level(servers, load, 1, within)
        gaps = [
            service_level(servers, load, 1, within, patience, of="answered") - endless
            for patience in (1, 10, 100, 1000)
        ]
        assert all(-1e-9 <= b <= a + 1e-9 for a, b in pairwise(gaps))
        assert gaps[-1] <= gaps[-2] / 4 + 1e-9
        assert erlang_a(servers, load, 1, 1000).waits == pytest.approx(
            erlang_c(servers, load), rel=0.02
        )

    @given(pools, st.floats(0.05, 2.5))
    def test_erlang_a_becomes_erlang_b_as_patience_vanishes(
        self, servers: int, density: float
    ) -> None:
        load = density * servers
        got = erlang_a(servers, load, 1, 1e-9)
        assert got.abandons == pytest.approx(erlang_b(servers, load), rel=1e-5, abs=1e-12)

    @given(pools, densities, handles, levels, st.none() | patiences)
    def test_the_percentile_undoes_the_service_level(
        self, servers: int, density: float, handle: float, share: float, patience: float | None
    ) -> None:
        pool = (servers, density * servers, handle)
        seconds = wait_percentile(*pool, share, patience, of="answered")
        level = service_level(*pool, seconds, patience, of="answered")
        if seconds == 0:
            assert level >= share
        else:
            assert level == pytest.approx(share, abs=1e-6)

    def test_no_time_is_long_enough_for_those_who_left(self) -> None:
        assert wait_percentile(10, 20, 300, 0.9, 60) == math.inf
        assert wait_percentile(10, 20, 300, 0.9, 60, of="answered") < math.inf

    @pytest.mark.parametrize("load", [10.0, 10.5])
    def test_without_patience_an_overloaded_pool_has_no_end_of_waiting(self, load: float) -> None:
        assert erlang_c(10, load) == 1
        assert service_level(10, load, 300, 3600) == 0
        assert average_speed_of_answer(10, load, 300) == math.inf
        assert wait_percentile(10, load, 300, 0.5) == math.inf
        assert occupancy(10, load) == 1

    def test_an_idle_pool_answers_at_once(self) -> None:
        assert service_level(3, 0, 300, 0) == service_level(3, 0, 300, 0, 60) == 1
        assert average_speed_of_answer(3, 0, 300) == average_speed_of_answer(3, 0, 300, 60) == 0
        assert servers_for(0, 300, 0.8, 20) == 1


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: offered_load(-1, 30, 300), "contacts must be a number from 0, got -1"),
        (lambda: offered_load(10, 0, 300), "minutes must be a number above 0, got 0"),
        (lambda: offered_load(10, 30, math.inf), "handle_seconds must be a number above 0"),
        (lambda: erlang_b(0, 5), "servers must be an integer from 1 to 20000, got 0"),
        (lambda: erlang_b(20_001, 5), "servers must be"),
        (lambda: erlang_b(True, 5), "servers must be"),
        (lambda: erlang_c(5, math.nan), "load must be a number from 0 to 200000, got nan"),
        (lambda: erlang_c(5, -0.1), "load must be"),
        (lambda: erlang_a(5, 4, 0, 60), "handle_seconds must be"),
        (lambda: erlang_a(5, 4, 300, 0), "patience_seconds must be above 0"),
        (lambda: erlang_a(5, 4, 1, 1001), "at most 1000 handle times, got 1001"),
        (lambda: occupancy(5, 4, 1.1), "abandons must be a share from 0 to 1, got 1.1"),
        (lambda: service_level(5, 4, 300, -1), "within_seconds must be a number from 0"),
        (lambda: service_level(5, 4, -300, 20), "handle_seconds must be"),
        (lambda: service_level(5, 4, 300, 20, of="all"), "of must be 'offered' or 'answered'"),  # type: ignore[arg-type]
        (lambda: average_speed_of_answer(5, 4, 0), "handle_seconds must be"),
        (lambda: wait_percentile(5, 4, 300, 1), "share must be a share from 0 to below 1, got 1"),
        (lambda: servers_for(5, 300, 80, 20), "share must be a share between 0 and 1"),
        (lambda: servers_for(5, 300, 1, 20), "share must be"),
        (lambda: servers_for(5, 300, 0.8, 20, max_occupancy=0), "max_occupancy must be"),
        (lambda: servers_for(30_000, 300, 0.8, 20), "load must be a load that 20000 servers"),
        (lambda: largest_load(0, 300, 0.8, 20), "servers must be"),
        (lambda: longest_handle(5, 0, 30, 0.8, 20), "contacts must be a number above 0, got 0"),
        (
            lambda: longest_handle(2, 1e6, 30, 0.8, 20, 120),
            "contacts must be so few that 2 servers",
        ),
        (lambda: most_contacts(5, 0, 300, 0.8, 20), "minutes must be"),
        (lambda: heads_for(10, 1), "shrinkage must be a share from 0 to below 1, got 1"),
        (lambda: positions_from(-1, 0.3), "heads must be a number from 0, got -1"),
    ],
)
def test_a_wrong_argument_is_named_with_what_was_expected(
    call: Callable[[], object], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        call()
