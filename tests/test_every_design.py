"""What every design promises.

A new one needs its examples in `tests/designs/test_<design>.py`, and nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, asdict, fields, replace
from datetime import date
from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
from answers import numbers
from every_example import examples, files_of_designs, planted
from example_reports import answer, findings_of, given_out, released, report
from example_study import Planted
from excel_templates import expected, formats
from raw_ids import ids_of, raw_ids, words_of
from shuffled import shuffled, tables_of
from what_is_read import read

from tsi_eval import load_pilot, release
from tsi_eval.designs import DESIGNS
from tsi_eval.designs.contract import Design
from tsi_eval.errors import DataError, UsageError
from tsi_eval.findings import Answerable, Claim, Estimate, Kind, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import LANGUAGES, keys
from tsi_eval.pilot.declaration import PolicyName
from tsi_eval.pilot.new.folder import new_pilot
from tsi_eval.report.sentences import UNDECIDED, certainty, headlines
from tsi_eval.strict import parsed
from tsi_eval.study import Study
from tsi_eval.study.scale_step import step_of

EVERY = examples()
PLANTED = planted()
# Policy → from how many persons a count may be shown.
POLICIES = {"default": 5, "strict": 10, "staff5": 5, "internal": 0, "public": 0}
PERSONAL = {Kind.PERSON, Kind.HOUSEHOLD, Kind.STAFF, Kind.EVENT_ABOUT_PERSON}
# Quantities that may be in the outcome's own unit, so that their decimals depend on its step.
IN_STEPS = {
    Quantity.MEAN,
    Quantity.MEAN_CHANGE,
    Quantity.MEAN_DIFFERENCE,
    Quantity.EQUIVALENCE,
    Quantity.BOUNDS,
    Quantity.SMALLEST_DETECTABLE,
}
NOWHERE = "zq_nowhere"
NUMBERS = ("estimate", "se", "ci_low", "ci_high", "p_value")
PLACE = re.compile(r"\{\w+(?::[\w.]+)?\}")
# What is left of a sentence when one of its words is empty.
HOLE = re.compile(r"\(\s*\)|\s[,;:](?=\s|$)|(?<=\w)\s\.(?!\.)|\bNone\b|\bnan\b|,\s*,")
# A word that stands twice in a row, and one thing in the plural: "1 personer".
DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,}) \1(?![\w-])", re.IGNORECASE)
UNBENT = re.compile(
    r"(?<![\w.,\N{MINUS SIGN}\N{NO-BREAK SPACE}-])1[ \N{NO-BREAK SPACE}]"
    r"(?:personer|kontakter|händelser|elever|familjer|månader|träffar|veckor|timmar|steg|frågor"
    r"|persons|contacts|events|pupils|families|months|sessions|weeks|hours|stages|questions)\b"
)
every_example = pytest.mark.parametrize("name", EVERY)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
def test_has_a_file_with_examples_and_a_known_answer(design: type) -> None:
    file = files_of_designs().get(design.name)  # type: ignore[attr-defined]

    assert file is not None, f"tests/designs/test_{design.name}.py holds no EXAMPLES"  # type: ignore[attr-defined]
    assert file.EXAMPLES
    assert {design} == {type(example) for example in file.EXAMPLES}
    assert {design} == {type(item.design) for item in getattr(file, "PLANTED", ())}


def test_examples_are_of_designs_that_exist() -> None:
    assert set(files_of_designs()) == {design.name for design in DESIGNS}


def test_policies_here_are_those_that_a_pilot_may_declare() -> None:
    assert set(POLICIES) == set(get_args(PolicyName))


def test_examples_hold_few_persons_so_that_there_is_something_to_hide() -> None:
    few = [e for name in EVERY for e in answer(name).every_estimate() if e.basis[0].kind in PERSONAL and 0 < e.n < 5]
    hidden = {item.status for name in EVERY for item in given_out(name, "default")}

    assert few
    assert {"shown", "banded", "suppressed"} <= hidden


@every_example
class TestOptions:
    def test_each_is_refused_by_its_name_when_it_has_a_value_of_a_wrong_type(self, name: str) -> None:
        design = EVERY[name].design

        for option in fields(design):  # type: ignore[arg-type]
            for wrong in (object(), {"a": 1}, b"bytes", 1j):
                with pytest.raises(UsageError) as error:
                    replace(design, **{option.name: wrong})  # type: ignore[type-var]
                assert [("E291", option.name)] == [(p.code, p.params["key"]) for p in error.value.problems]

    def test_name_that_the_study_does_not_have_is_refused_by_its_option(self, name: str) -> None:
        example, tried = EVERY[name], 0

        for option, design in misspelt(example.design):
            tried += 1
            found = {(p.code, p.params["key"], p.params["name"]) for p in design.lacks(example.study)}
            assert {("E296", option, NOWHERE)} == found
            for ask in (design.feasibility, design.answer):
                with pytest.raises(DataError, match="E296"):
                    ask(example.study)
        assert tried or not names_of(example.design)

    def test_file_and_python_make_the_same_design(self, name: str) -> None:
        design = EVERY[name].design

        assert design == parsed(type(design), asdict(design))  # type: ignore[call-overload]


@every_example
class TestAnswer:
    def test_is_pure_and_its_design_frozen(self, name: str) -> None:
        design, study = EVERY[name].design, EVERY[name].study
        before = tables_of(study)

        assert design.answer(study) == answer(name)
        for table, rows in before.items():
            pd.testing.assert_frame_equal(rows, study.table(table))
        with pytest.raises(FrozenInstanceError):
            setattr(design, fields(design)[0].name, None)  # type: ignore[arg-type]

    def test_every_number_says_what_it_is_and_what_it_rests_on(self, name: str) -> None:
        for estimate in answer(name).every_estimate():
            assert estimate.basis[0].n == estimate.n
            assert all(isinstance(cell.kind, Kind) for cell in estimate.basis)
            assert estimate.unit
            assert estimate.method

    def test_numbers_in_an_outcomes_unit_have_its_step(self, name: str) -> None:
        outcomes = EVERY[name].study.outcomes

        for estimate in answer(name).every_estimate():
            if estimate.quantity in IN_STEPS and estimate.unit in outcomes:
                assert step_of(EVERY[name].study, estimate.unit) == estimate.step, estimate

    def test_partitions_sum(self, name: str) -> None:
        for partition in answer(name).partitions:
            assert partition.total.n == sum(part.n for part in partition.parts)

    def test_claims_no_more_than_its_design(self, name: str) -> None:
        order, claim = list(Claim), EVERY[name].design.claim

        assert answer(name).claim is claim
        assert all(order.index(item.claim) <= order.index(claim) for item in answer(name).every_estimate())

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_its_sentences_methods_and_caveats_in_the_catalogue(self, name: str, language: str) -> None:
        design, finding = EVERY[name].design, answer(name)
        wanted = {
            f"sentence.{design.name}.{design.claim}.yes",
            *(message.key for message in finding.caveats),
            *(f"method.{estimate.method}.name" for estimate in finding.every_estimate()),
        }

        assert set() == wanted - keys(language)

    def test_says_what_it_lacks(self, name: str) -> None:
        empty = Study.from_frames(persons=pd.DataFrame({"person": ["x"], "zq_arm": ["zq_a"]}))

        assert EVERY[name].design.lacks(empty)
        with pytest.raises(DataError):
            EVERY[name].design.answer(empty)


@every_example
@pytest.mark.parametrize("policy", POLICIES)
class TestReleased:
    def test_every_number_is_shown_or_its_absence_has_a_reason(self, name: str, policy: str) -> None:
        for item in given_out(name, policy):
            if item.status == "shown":
                assert item.estimate is not None
                continue
            kept = [part for part in NUMBERS if getattr(item, part) is not None]
            assert kept == (["ci_low", "ci_high"] if item.status == "banded" else [])
            assert item.status in {"banded", "suppressed"}
            assert item.reason
            assert all(f"why.{item.reason}" in keys(language) for language in LANGUAGES)

    def test_no_count_of_few_persons_is_shown(self, name: str, policy: str) -> None:
        personal = {mark(e) for e in answer(name).every_estimate() if e.basis[0].kind in PERSONAL}
        shown = [item for item in given_out(name, policy) if mark(item) in personal]

        assert [] == [item for item in shown if item.n is not None and 0 < item.n < POLICIES[policy]]
        counts = [item.estimate for item in shown if item.quantity is Quantity.COUNT and item.estimate is not None]
        assert [] == [n for n in counts if 0 < n < POLICIES[policy]]


@every_example
@pytest.mark.parametrize("language", LANGUAGES)
class TestRead:
    def test_reads_well_under_every_policy(self, name: str, language: str) -> None:
        for policy in POLICIES:
            told = read(report(name, policy, language), drawings=False)
            assert {"messages", "question", "changes", "appendix"} <= {where.split()[0] for where in told.texts}
            for where, text in told.texts.items():
                assert not PLACE.findall(text), (policy, where, text)
                assert not HOLE.findall(text), (policy, where, text)
                assert not DOUBLED.search(text), (policy, where, DOUBLED.search(text))
                assert not UNBENT.search(text), (policy, where, UNBENT.search(text))
                assert text.strip() or where.endswith("note") or "references" in where, (policy, where)

    def test_no_id_reaches_the_reader(self, name: str, language: str) -> None:
        told, of_report = read(report(name, "default", language)), released(name, "default")

        assert {} == raw_ids(told.texts, ids_of(of_report), words_of(of_report.cover, language))
        assert frozenset() == told.nameless


@every_example
def test_headline_that_describes_is_never_undecided(name: str) -> None:
    finding = released(name, "default").findings[0]

    undecided = [
        item.quantity
        for item in headlines(finding)
        if item.claim is Claim.DESCRIBES and certainty(finding, item) == UNDECIDED
    ]
    assert undecided == [] or finding.feasibility.answerable is Answerable.REFUSED


@every_example
def test_nothing_depends_on_the_order_of_rows_or_on_pseudonyms(name: str) -> None:
    example, exact, shown = EVERY[name], numbers(answer(name)), released(name, "default")

    for seed in (1, 2, 3):
        again = findings_of(replace(example, study=shuffled(example.study, seed, example.clusters)))
        for one, other in zip(exact, numbers(again.findings[0]), strict=True):
            assert one == pytest.approx(other, rel=1e-12, abs=1e-12, nan_ok=True)
        assert shown == release(again)


@pytest.mark.parametrize("item", PLANTED.values(), ids=PLANTED)
def test_recovers_what_was_planted(item: Planted) -> None:
    found = next(e for e in item.design.answer(item.study).estimates if e.role is Role.HEADLINE)

    if found.ci_low is None or found.ci_high is None:
        assert pytest.approx(item.truth) == found.estimate
    else:
        assert found.ci_low <= item.truth <= found.ci_high
        assert found.ci_high - found.ci_low < 2 * abs(item.truth), "an interval that holds everything recovers nothing"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("design", files_of_designs())
def test_numbers_are_numbers_in_its_excel_templates(design: str, language: str, tmp_path: Path) -> None:
    folder, _ = new_pilot(tmp_path, "ny", questions=(design,), language=language, day=date(2026, 11, 22))

    for source in load_pilot(folder).sources:
        assert expected(source, EVERY[f"{design}-0"].study) == formats(folder, source), source.id


def names_of(design: Design) -> frozenset[str]:
    """Return every name that a design needs a study to have.

    Tables are left out, since no option names them.
    """
    needs = design.needs
    labels = (label for _, label in needs.values)
    names = (needs.outcomes, needs.occasions, needs.stages, needs.columns, needs.clusters)
    return frozenset().union(*names, labels, needs.series, needs.units, needs.prices)


def misspelt(design: Design) -> Iterator[tuple[str, Design]]:
    """Yield each option that holds a needed name, with a design that names nothing there."""
    needed = names_of(design)
    for option in fields(design):  # type: ignore[arg-type]
        value = getattr(design, option.name)
        if isinstance(value, str) and value in needed:
            yield option.name, replace(design, **{option.name: NOWHERE})  # type: ignore[type-var]
        if isinstance(value, tuple) and needed.intersection(map(str, value)):
            yield option.name, replace(design, **{option.name: (*value, NOWHERE)})  # type: ignore[type-var]


def mark(item: Estimate | ReleasedEstimate) -> tuple[str, ...]:
    """Return what an estimate is, the same before and after release."""
    return (item.quantity, item.outcome, item.group, item.period, item.axis, item.note)
