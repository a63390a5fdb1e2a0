"""A reader who has only the report, and knows what its words mean.

Whoever started was offered it, and whoever was measured both times was measured before and after.
To the reader a person is of one of a few dozen sorts, and every number says how many there are of
some of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import made
import numpy as np
import pandas as pd
import pytest
from attacker import MORE_THAN_ANY, Attacker, Set
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from whole_numbers import smallest_and_largest

from tsi_eval import Study, release
from tsi_eval.analysis.delivery import received
from tsi_eval.designs import Comparison, Participation, PrePost
from tsi_eval.findings import Answerable, Quantity
from tsi_eval.findings.released import Released, ReleasedEstimate

FEWEST = 5
FEWEST_IN_MODEL = 10
ARMS, STAGES = ("a", "b", "c"), ("offered", "started", "completed")
BEFORE, AFTER = "T0", "T1"
SEARCH = settings(
    max_examples=20, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
)
FUNNELS = (
    {"a": (15, 12), "b": (30, 20)},
    {"a": (15, 14, 12), "b": (30, 30, 28)},
    {"a": (12, 0, 0), "b": (25, 24, 20), "c": (9, 9, 1)},
    {"a": (40, 38, 37)},
    {"a": (12, 4, 0), "b": (15, 15, 14)},
    {"a": (30, 30), "b": (3, 3)},
    {"a": (12, 12), "b": (3, 3)},
    {"a": (12, 12), "b": (1, 1), "c": (6, 6)},
)


@dataclass(frozen=True)
class Sort:
    """A sort of person: what can be said of one in this report's words."""

    arm: str
    stages: int
    before: bool
    after: bool


SORTS = tuple(Sort(*item) for item in product(ARMS, range(len(STAGES) + 1), (False, True), (False, True)))
Which = Callable[[Sort], bool]
Persons = dict[Sort, int]


def those(*which: Which) -> Set:
    return np.array([all(test(sort) for test in which) for sort in SORTS])


def in_group(group: str) -> Which:
    return lambda sort: group in ("", f"arm={sort.arm}")


def at_stage(stage: str) -> Which:
    return lambda sort: sort.stages > STAGES.index(stage)


MEASURED: dict[str, Which] = {
    "before": lambda sort: sort.before,
    "after": lambda sort: sort.after,
    "both": lambda sort: sort.before and sort.after,
    "before_only": lambda sort: sort.before and not sort.after,
    "after_only": lambda sort: sort.after and not sort.before,
}
AT = {BEFORE: MEASURED["before"], AFTER: MEASURED["after"]}


def meant(item: ReleasedEstimate) -> tuple[Set, Set | None]:
    """Return whom a number is about, and for a share whom it counts."""
    share = item.quantity == Quantity.SHARE
    if item.design == "participation":
        whole = those(in_group(item.group), at_stage(STAGES[0] if share else item.period))
        return whole, those(in_group(item.group), at_stage(item.period)) if share else None
    if item.quantity == Quantity.RESPONSE:
        # Of those measured first, who was measured again: here nobody says who was asked.
        return those(MEASURED["before"]), those(MEASURED["both"])
    if item.design == "pre_post":
        return those(MEASURED.get(item.group, MEASURED["both"])), None
    if item.design == "comparison":
        alike = in_group("" if item.quantity == Quantity.MEAN_DIFFERENCE else item.group)
        return (those(alike), those(alike, AT[AFTER])) if share else (those(alike, AT[AFTER]), None)
    return those(), those(AT[item.period]) if share else None


class Reader(Attacker):
    """An attacker of these three questions."""

    def __init__(self) -> None:
        super().__init__(meant=meant, both=lambda _: those(MEASURED["both"]))

    def thinks_of_verdicts(self, released: Released) -> None:
        """Learn from the answer itself whether there were ten pairs, which a change needs."""
        both = released.finding("changed")
        enough = both.feasibility.answerable is Answerable.ESTIMABLE
        few = both.feasibility.reason is not None and both.feasibility.reason.key == "refusal.few_pairs"
        if enough or few:
            ends = (FEWEST_IN_MODEL, MORE_THAN_ANY) if enough else (0, FEWEST_IN_MODEL - 1)
            self.learns(those(MEASURED["both"]), *ends)

    def range_of(self, whom: Set) -> tuple[int, int]:
        return smallest_and_largest(whom, self.limits(), 0, MORE_THAN_ANY)


def targets() -> Iterator[tuple[str, Set]]:
    """Yield the sets that the report's words name, and what each has more than another."""
    named = {f"{stage} {group}": those(in_group(group), at_stage(stage)) for stage in STAGES for group in GROUPS}
    named |= {name: those(which) for name, which in MEASURED.items()}
    named |= {f"after {group}": those(in_group(group), AT[AFTER]) for group in GROUPS}
    named |= {f"all {group}": those(in_group(group)) for group in GROUPS}
    yield from named.items()
    for (one, first), (other, second) in combinations(named.items(), 2):
        yield f"{one} less {other}", first & ~second
        yield f"{other} less {one}", second & ~first


GROUPS = ("", *(f"arm={arm}" for arm in ARMS))


def each_once() -> dict[str, Set]:
    """Return the sets to be attacked, each by its first name: many are the same persons."""
    once: dict[bytes, tuple[str, Set]] = {}
    for name, whom in targets():
        once.setdefault(whom.tobytes(), (name, whom))
    return dict(once.values())


TARGETS = each_once()


def study_of_sorts(persons: Persons) -> Study:
    """Return a study of so many persons of each sort."""
    people = [(f"p{i}", sort) for i, sort in enumerate(sort for sort, n in persons.items() for _ in range(n))]
    enrolment = [(name, stage) for name, sort in people for stage in STAGES[: sort.stages]]
    values = [
        (name, at, "score", float(i * step % 13))
        for i, (name, sort) in enumerate(people)
        for at, step, measured_then in ((BEFORE, 5, sort.before), (AFTER, 7, sort.after))
        if measured_then
    ]
    return Study.from_frames(
        persons=pd.DataFrame([(name, sort.arm) for name, sort in people], columns=["person", "arm"]),
        enrolment=pd.DataFrame(enrolment, columns=["person", "stage"]) if enrolment else None,
        measures=pd.DataFrame(values, columns=["person", "occasion", "outcome", "value"]) if values else None,
        declared={"stage": STAGES, "occasion": (BEFORE, AFTER)},
    )


def reported(study: Study) -> Released:
    """Return a report of every question that this study can be asked."""
    designs = {
        "reached": Participation(stages=STAGES, by="arm"),
        "changed": PrePost(outcome="score", before=BEFORE, after=AFTER),
        "groups": Comparison(outcome="score", occasion=AFTER, group="arm", reference="a"),
    }
    asked = {name: design for name, design in designs.items() if not design.lacks(study)}
    answers = [made.asked(name, design.answer(study)) for name, design in asked.items()]
    return release(made.findings(*answers, received(study)))


def small_sets_worked_out(persons: Persons, *, verdicts: bool = False) -> dict[str, tuple[int, int]]:
    """Return the sets of 1 to 4 persons that the reader knows to be so few."""
    released, reader = reported(study_of_sorts(persons)), Reader()
    reader.learns(those(), 1, MORE_THAN_ANY)
    reader.reads(released)
    if verdicts:
        reader.thinks_of_verdicts(released)
    true = np.array([persons.get(sort, 0) for sort in SORTS])
    small = {name: whom for name, whom in TARGETS.items() if 0 < true[whom].sum() < FEWEST}
    ranges = {name: reader.range_of(whom) for name, whom in small.items()}
    assert all(low <= true[small[name]].sum() <= high for name, (low, high) in ranges.items())
    return {name: (low, high) for name, (low, high) in ranges.items() if low >= 1 and high < FEWEST}


def enrolled(stages: Mapping[str, tuple[int, ...]]) -> Persons:
    """Return so many persons of each arm as were present at each stage."""
    persons = {}
    for arm, present in stages.items():
        for last, (at_this, at_next) in enumerate(pairwise((*present, 0)), start=1):
            persons[Sort(arm, last, before=False, after=False)] = at_this - at_next
    return persons


def measured(before_only: int, both: int, after_only: int) -> Persons:
    """Return so many persons of one arm as were measured before, both times, and after."""
    sizes = {(True, False): before_only, (True, True): both, (False, True): after_only}
    return {Sort("a", 0, before=before, after=after): n for (before, after), n in sizes.items()}


@pytest.mark.parametrize("stages", FUNNELS, ids=str)
def test_reader_of_a_funnel_finds_no_few(stages: Mapping[str, tuple[int, ...]]) -> None:
    assert {} == small_sets_worked_out(enrolled(stages))


@pytest.mark.slow
@pytest.mark.parametrize("sizes", [(4, 36, 1), (1, 30, 0), (0, 30, 2), (8, 30, 3), (12, 9, 4), (4, 8, 4), (3, 2, 1)])
def test_reader_finds_no_few_who_left(sizes: tuple[int, int, int]) -> None:
    assert {} == small_sets_worked_out(measured(*sizes))


@pytest.mark.parametrize("sizes", [(2, 10, 3), (3, 10, 1), (1, 11, 2), (3, 12, 8)])
def test_reader_learns_no_few_from_a_verdict(sizes: tuple[int, int, int]) -> None:
    assert {} == small_sets_worked_out(measured(*sizes), verdicts=True)


def test_all_of_a_group_of_eight_is_not_shown() -> None:
    released = reported(study_of_sorts(enrolled({"a": (8, 8), "b": (25, 20)})))

    counts = [item for item in released.finding("reached").estimates if item.quantity == Quantity.COUNT]
    shown = {item.period for item in counts if item.group == "arm=a" and item.n is not None}
    assert not {"offered", "started"} <= shown


@st.composite
def funnels(draw: st.DrawFn) -> Persons:
    """Draw how many of two or three arms followed, with few or none lost at most stages."""
    stages = {}
    for arm in ARMS[: draw(st.integers(2, 3))]:
        present = [draw(st.integers(1, 30))]
        for _ in STAGES[1:]:
            present.append(max(0, present[-1] - draw(st.sampled_from([0, 0, 1, 2, 3, 5, 8, 30]))))
        stages[arm] = tuple(present)
    return enrolled(stages)


@st.composite
def leavers(draw: st.DrawFn) -> Persons:
    """Draw how many were measured once and twice."""
    return measured(draw(st.integers(0, 12)), draw(st.integers(2, 15)), draw(st.integers(0, 12)))


@st.composite
def pilots(draw: st.DrawFn) -> Persons:
    """Draw a pilot of a few large sorts of person and some of a few persons."""
    large = draw(st.lists(st.sampled_from(SORTS), min_size=2, max_size=5, unique=True))
    small = draw(st.lists(st.sampled_from(SORTS), min_size=0, max_size=5, unique=True))
    persons = {sort: draw(st.integers(1, 4)) for sort in small}
    return persons | {sort: draw(st.integers(8, 40)) for sort in large}


@given(persons=st.one_of(funnels(), leavers(), pilots()))
@SEARCH
def test_reader_finds_no_few(persons: Persons) -> None:
    assert {} == small_sets_worked_out(persons)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [funnels(), leavers(), pilots()], ids=["funnels", "leavers", "pilots"])
@given(data=st.data())
@settings(SEARCH, max_examples=150, derandomize=False)
def test_reader_of_many_reports_finds_no_few(kind: st.SearchStrategy[Persons], data: st.DataObject) -> None:
    assert {} == small_sets_worked_out(data.draw(kind))
