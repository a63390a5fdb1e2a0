"""One delivery, written in many ways: read the same, or refused with a coded reason.

`same_delivery/` holds the delivery and the ways. Whoever mends a class of faults takes its ways out
of `same_delivery/failing.py`: a way that has begun to hold fails there.

Every tenth way is tried in each run of the tests. Who changes how files are read tries them all:
`pytest -n 2 --dist load -m "slow or not slow" tests/ingest/test_same_delivery.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from same_delivery.all_ways import ALL
from same_delivery.delivery import GRIDS
from same_delivery.failing import FAILING
from same_delivery.harmless import BOOKS, ENDS, OF_FILES, OF_GRIDS, OF_LINES, SIGNS, TextFile, rewritten_grid, written
from same_delivery.judging import Refused, differences, outcome_of, stems_of, truth_of, verdict
from same_delivery.text_files import csv
from same_delivery.way import Changes, Must, Way

REASONS = {name: kind for kind, names in FAILING.items() for name in names}


def marked(place: int, way: Way) -> object:
    """Return a way as a parameter, which is expected to fail while its class is not mended."""
    reason = REASONS.get(way.name)
    marks = [pytest.mark.xfail(reason=reason)] if reason else []
    return pytest.param(way, id=way.name, marks=[*marks, pytest.mark.slow] if place % 10 else marks)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for all deliveries of this file."""
    return tmp_path_factory.mktemp("same")


@pytest.mark.parametrize("way", [marked(place, way) for place, way in enumerate(ALL)])
def test_way_is_read_the_same_or_refused(way: Way, root: Path) -> None:
    changes = way.write()
    stems = stems_of(changes)
    found = outcome_of(root / f"way_{ALL.index(way)}", changes, stems)

    assert ("ok", "") == verdict(way, found, root, stems)


def some_of(names: Mapping[str, object]) -> st.SearchStrategy[frozenset[str]]:
    """Return what draws at most two of some rewritings."""
    return st.frozensets(st.sampled_from(sorted(names)), max_size=2)


TEXT_FILES = st.builds(
    TextFile,
    encoding=st.sampled_from(OF_FILES),
    sign=st.sampled_from(SIGNS),
    end=st.sampled_from(ENDS),
    of_grid=some_of(OF_GRIDS),
    of_lines=some_of(OF_LINES),
)
TOGETHER = settings(
    max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@TOGETHER
@given(name=st.sampled_from(sorted(GRIDS)), how=TEXT_FILES)
def test_harmless_rewritings_of_text_together_are_read_the_same(root: Path, name: str, how: TextFile) -> None:
    changes = {f"{name}.csv": written(GRIDS[name], how)}

    assert [] == differs(root, changes)


@settings(TOGETHER, max_examples=8)
@given(name=st.sampled_from(sorted(GRIDS)), of_grid=some_of(OF_GRIDS))
def test_harmless_rewritings_of_a_workbook_together_are_read_the_same(
    root: Path, name: str, of_grid: frozenset[str]
) -> None:
    assert [] == differs(root, as_book("xlsx", name, of_grid))


@pytest.mark.parametrize("kind", ["xls", "ods"])
@settings(TOGETHER, max_examples=4)
@given(name=st.sampled_from(sorted(GRIDS)), of_grid=some_of(OF_GRIDS))
def test_harmless_rewritings_of_other_books_together_are_read_the_same(
    root: Path, kind: str, name: str, of_grid: frozenset[str]
) -> None:
    assert [] == differs(root, as_book(kind, name, of_grid))


def as_book(kind: str, name: str, of_grid: frozenset[str]) -> Changes:
    """Return the change that a file is a workbook of some kind, with its grid rewritten."""
    return {f"{name}.csv": None, f"{name}.{kind}": BOOKS[kind](rewritten_grid(GRIDS[name], of_grid))}


def differs(root: Path, changes: Changes) -> list[str]:
    """Return in what a delivery differs from the clean one, or why it was refused."""
    stems = stems_of(changes)
    found = outcome_of(root / f"together_{len([*root.iterdir()])}", changes, stems)
    return [found.text] if isinstance(found, Refused) else differences(truth_of(root, stems), found)


def test_ways_are_many_and_each_says_who_writes_so() -> None:
    assert len(ALL) >= 150
    assert [] == [name for name, n in Counter(way.name for way in ALL).items() if n > 1]
    assert [] == [way.name for way in ALL if not way.says.endswith(".")]


def test_ways_that_fail_are_ways() -> None:
    assert set() == REASONS.keys() - {way.name for way in ALL}


def test_clean_delivery_holds_what_was_written(root: Path) -> None:
    truth = truth_of(root, ())

    assert {"contacts": 40, "counts": 44, "absence": 8, "costs": 4, "persons": 16, "households": 8} == {
        name: rows.total() for name, rows in truth.items()
    }
    assert {"a": 20, "b": 20} == Counter(dict(row)["unit"] for row in truth["contacts"].elements())
    assert {"2023-11": 12, "2023-12": 8, "2024-01": 12, "2024-02": 8} == Counter(
        dict(row)["month"] for row in truth["contacts"].elements()
    )
    assert 420000.0 + 5631.25 + 37000.0 + 1090.0 == sum(
        dict(row)["quantity"] * dict(row)["price"] for row in truth["costs"].elements()
    )


def test_clean_persons_have_what_was_written(root: Path) -> None:
    persons = truth_of(root, ())["persons"]

    rows = Counter(
        (name, dict(row).get("stage") or dict(row).get("outcome")) for person in persons for name, row in person
    )
    assert {"offered": 16, "started": 12, "completed": 9} == {
        stage: n for (name, stage), n in rows.items() if name == "enrolment"
    }
    assert {"score": 24, "hours": 21, "sdq_total": 14} == {
        outcome: rows["measures", outcome] for outcome in ("score", "hours", "sdq_total")
    }


@pytest.mark.parametrize(
    ("file", "column", "cell", "table"),
    [
        ("poang", "Poäng före", 33, "persons: 1 rows lost, 1 rows new"),
        ("steg", "Startad", None, "persons: 1 rows lost, 1 rows new"),
        ("budget", "Antal", 3, "costs: 1 rows lost, 1 rows new"),
        ("kontakter_HT2023", "Minuter", 55, "contacts: 1 rows lost, 1 rows new"),
    ],
)
def test_judge_sees_one_cell_that_is_other(root: Path, file: str, column: str, cell: int | None, table: str) -> None:
    changes = {f"{file}.csv": csv(GRIDS[file].put(2, column, cell))}
    found = outcome_of(root / f"one_cell_{file.lower()}", changes, stems_of(changes))

    assert not isinstance(found, Refused)
    assert table in differences(truth_of(root, stems_of(changes)), found)


def test_judge_sees_that_two_persons_were_confused(root: Path) -> None:
    grid = GRIDS["timmar_VT2024"].put(2, "Ärende", "F004").put(3, "Ärende", "F003")
    changes = {"timmar_VT2024.csv": csv(grid)}
    way = Way(name="confused", says="", must=Must.EITHER, write=lambda: changes)

    assert (
        "other" == verdict(way, outcome_of(root / "confused", changes, stems_of(changes)), root, stems_of(changes))[0]
    )


def test_judge_sees_a_refusal_of_what_must_be_read(root: Path) -> None:
    way = Way(name="lost", says="", must=Must.READ, write=lambda: {"budget.csv": None})

    assert ("refused", "E101") == verdict(way, outcome_of(root / "lost", way.write()), root, ())
