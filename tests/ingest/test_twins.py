"""One delivery as municipalities write it, and one that is tidy.

The same declarations give the same study of both.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tsi_eval import Released, analyse, find_project, load_pilot, open_study, release
from tsi_eval.findings import RECEIPT, Findings
from tsi_eval.simulate import Delivery, plan, simulate
from tsi_eval.study import Study

PROJECT = find_project(Path(__file__).parent)
PILOT = PROJECT.data / "familjeteamet"
TERMS = plan("familjeteamet").terms
TERMS_SO_FAR = [TERMS[: i + 1] for i in range(len(TERMS))]
# A stage may have no date after the report's own, which moves on with the terms.
REPORT_DATE, AFTER_ALL_TERMS = "report_date = 2024-10-15", "report_date = 2025-03-15"


def delivered(folder: Path, delivery: Delivery) -> Path:
    """Put the pilot's declarations, with a later report date, beside a delivery's files."""
    place = folder / "familjeteamet"
    place.mkdir(parents=True)
    for path in PILOT.glob("*.toml"):
        shutil.copy(path, place)
    about = (PILOT / "pilot.toml").read_text(encoding="utf-8")
    assert REPORT_DATE in about
    (place / "pilot.toml").write_text(about.replace(REPORT_DATE, AFTER_ALL_TERMS), encoding="utf-8")
    shutil.copytree(PILOT / "texts", place / "texts")
    for name, content in delivery.files.items():
        (place / name).write_bytes(content)
    return place


def taken(folder: Path, delivery: Delivery) -> Study:
    return open_study(load_pilot(delivered(folder, delivery)))


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    """Sort; a zero is a zero, whether it was written as a sign that means it or not."""
    if "status" in table:
        table = table.assign(status=table["status"].replace("zero", ""))
    return table.sort_values(list(table.columns), ignore_index=True)


def rows(table: pd.DataFrame) -> Counter[str]:
    return Counter(table.to_csv(index=False).splitlines()[1:])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("twins")


@dataclass(frozen=True)
class Case:
    """One delivery: its seed, its terms, and whether it is written as municipalities write."""

    seed: int
    terms: tuple[str, ...] = TERMS[:2]
    messy: bool = True


@cache
def study_of(case: Case, folder: Path) -> Study:
    delivery = simulate("familjeteamet", case.seed, terms=case.terms, messy=case.messy)
    return taken(folder / f"{case.seed}-{case.terms[-1]}-{case.messy}", delivery)


@cache
def answers_of(case: Case, folder: Path) -> Findings:
    return analyse(study_of(case, folder))


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
def test_messy_and_tidy_files_give_the_same_study(folder: Path, seed: int) -> None:
    messy, tidy = (study_of(Case(seed, messy=is_messy), folder) for is_messy in (True, False))

    assert messy.schema() == tidy.schema()
    for name in (line.partition(":")[0].strip() for line in messy.schema()):
        assert not messy.table(name).empty
        pd.testing.assert_frame_equal(in_order(messy.table(name)), in_order(tidy.table(name)))


def test_messy_and_tidy_files_give_the_same_answers(folder: Path) -> None:
    messy, tidy = (answers_of(Case(1, messy=is_messy), folder) for is_messy in (True, False))

    for one, other in zip(messy.findings, tidy.findings, strict=True):
        # How files were written is said of the receipt, and differs.
        is_receipt = one.question == RECEIPT
        assert is_receipt == (one.caveats != other.caveats)
        assert is_receipt or (one.estimates, one.series) == (other.estimates, other.series)


def test_repository_holds_what_the_simulator_gives() -> None:
    files = simulate("familjeteamet", 1).files

    assert {name: (PILOT / name).read_bytes() for name in files} == dict(files)
    assert {path.name for path in PILOT.iterdir() if path.suffix in {".csv", ".xlsx"}} == set(files)


@pytest.fixture(scope="module")
def after(folder: Path) -> dict[int, tuple[Study, Released]]:
    """Return the study and the report after one, two and three terms; no declaration differs."""
    cases = [Case(1, terms) for terms in TERMS_SO_FAR]
    return {len(case.terms): (study_of(case, folder), release(answers_of(case, folder))) for case in cases}


@pytest.mark.parametrize("terms", [1, 2, 3])
def test_every_term_is_answered_without_another_declaration(
    after: dict[int, tuple[Study, Released]], terms: int
) -> None:
    study, released = after[terms]

    assert [*(question.id for question in study.pilot.questions), "receipt"] == [f.question for f in released.findings]
    assert TERMS[terms - 1] in set(released.frame()["period"])


@pytest.mark.parametrize("terms", [2, 3])
def test_next_term_adds_and_changes_nothing_before(after: dict[int, tuple[Study, Released]], terms: int) -> None:
    earlier, later = after[terms - 1][0], after[terms][0]

    for name in ("persons", "enrolment", "contacts", "counts", "absence", "costs"):
        assert rows(earlier.table(name)) < rows(later.table(name))


@pytest.mark.parametrize("terms", [1, 2, 3])
def test_contacts_are_those_that_were_drawn(after: dict[int, tuple[Study, Released]], terms: int) -> None:
    truth = simulate("familjeteamet", 1, terms=TERMS[:terms]).truth.tables["contacts"]
    estimates = after[terms][1].finding("reach").estimates

    shown = {e.period: e.n for e in estimates if e.quantity == "count" and not e.group}
    drawn = {term: sum(n for (at, _), n in truth["contacts"].items() if at == term) for term in TERMS[:terms]}
    # With one term, the whole and the term are the same number.
    assert {"": sum(drawn.values())} | drawn == shown


def test_first_term_says_what_is_awaited(after: dict[int, tuple[Study, Released]]) -> None:
    first, last = after[1][1], after[2][1]

    assert {"refused"} == {first.finding(q).feasibility.answerable for q in ("known", "collaboration", "strengths")}
    assert "refused" not in {finding.feasibility.answerable for finding in last.findings}


def test_star_is_as_before() -> None:
    kinds = {source.table for source in load_pilot(PROJECT.data / "star").sources}
    study = open_study(load_pilot(PROJECT.data / "star"))

    assert {"persons", "enrolment", "measures"} == kinds
    assert 11598 == len(study.table("persons"))
    assert all(study.table(name).empty for name in ("contacts", "counts", "absence", "costs"))
