"""A design that is no part of the package is answered, released and told of like one that is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from own_design import FILE, block, pilot_with, written

from tsi_eval import Study, TsiError, analyse, load_pilot, open_study, release
from tsi_eval.findings import Findings
from tsi_eval.findings.released import from_json, to_json
from tsi_eval.language import has_sentence
from tsi_eval.report.reading import Report

CODE = block("python")
USED = "import sys\nfrom dataclasses import replace\nfrom tsi_eval.designs.contract import caveats, refuse\n"


def study_of(folder: Path, code: str | None = None) -> Study:
    return open_study(load_pilot(written(folder / "tiny", pilot_with(code))))


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return analyse(study_of(tmp_path_factory.mktemp("own")))


def refusal(tmp_path: Path, code: str) -> str:
    with pytest.raises(TsiError) as error:
        analyse(study_of(tmp_path, code))
    (problem,) = error.value.problems
    assert "many" in problem.text("sv")
    return problem.code


def test_its_share_is_that_of_those_who_reached_the_limit(findings: Findings, tmp_path: Path) -> None:
    values = study_of(tmp_path).values("score", "T0")
    estimate = findings["many"].estimates[0]

    assert (values >= 20).mean() == estimate.estimate
    assert (len(values), "at_least_share") == (estimate.n, estimate.method)


@pytest.mark.parametrize(("language", "said"), [("sv", "hade minst gränsen"), ("en", "had at least the limit")])
def test_its_words_are_said_in_the_report_by_the_file_alone(findings: Findings, language: str, said: str) -> None:
    text = to_json(release(findings))
    assert not has_sentence("note.at_least")

    report = Report(from_json(text), language)
    parts = [str(vars_of(part)) for chapter in report.every_chapter().values() for part in chapter.parts]

    assert any(said in part for part in parts)
    assert any("Wilson" in part and ("gräns" in part or "limit" in part) for part in parts)


def vars_of(part: object) -> list[object]:
    return [getattr(part, name) for name in getattr(type(part), "__slots__", ())]


def test_its_words_are_said_to_the_researcher_who_asks_it(findings: Findings) -> None:
    assert "had at least the limit" in findings["many"].sentence("en")
    assert "share with at least the limit" in set(findings.frame("en")["quantity"])
    assert "hade minst" in findings["many"]._repr_html_()
    assert "andel med minst gränsen" in findings["many"].table("sv").markdown()  # type: ignore[attr-defined]


def test_the_hash_of_its_code_is_part_of_where_the_numbers_come_from(findings: Findings) -> None:
    digest = hashlib.sha256(CODE.encode()).hexdigest()
    own = release(findings)
    without = replace(own, provenance=replace(own.provenance, designs={}))

    assert {FILE: digest} == json.loads(to_json(own))["provenance"]["designs"]
    assert "designs" not in json.loads(to_json(without))["provenance"]
    assert digest[:10] in str([vars_of(part) for part in Report(own, "sv").appendix().parts])


def test_only_reports_with_own_designs_have_words_in_their_file(findings: Findings) -> None:
    own = release(findings)
    without = replace(own, cover=replace(own.cover, words={}))

    assert own == from_json(to_json(own))
    assert "words" in json.loads(to_json(own))["cover"]
    assert "words" not in json.loads(to_json(without))["cover"]
    assert without == from_json(to_json(without))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("share = wilson", "1 / 0\n        share = wilson", "E466"),
        ("return Found(estimates=(estimate,))", "return 1", "E466"),
        ("values = study.values", "sys.exit(3)\n        values = study.values", "E466"),
        ("def found", "def faults(self, study):\n        raise ValueError\n\n    def found", "E466"),
        ("values = study.values", "1 / (len(study.everyone()) == 60)\n        values = study.values", "E466"),
        ("(estimate,))", "(replace(estimate, design='pre_post'),))", "E466"),
        ('method="at_least_share"', 'method="nowhere"', "E465"),
        ('"method.at_least_share.text"', '"method.at_least_share.txt"', "E465"),
        ('note="at_least"', 'note="nowhere"', "E465"),
        ("(estimate,))", "(estimate,), caveats=caveats('nowhere'))", "E465"),
        ("def found", "def judged(self, study):\n        return refuse('refusal.nowhere')\n\n    def found", "E465"),
        # One who is neither among the first nor spread out over the whole length of the table.
        (
            "people(everyone, some, kind=Kind.PERSON)",
            "people(everyone - {sorted(everyone)[11]}, some - {sorted(everyone)[11]}, kind=Kind.PERSON)",
            "E467",
        ),
        (
            "people(everyone, some, kind=Kind.PERSON)",
            "people(frozenset(sorted(everyone)[1:-1]), some & frozenset(sorted(everyone)[1:-1]), kind=Kind.PERSON)",
            "E467",
        ),
    ],
)
def test_design_that_breaks_its_promises_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in CODE
    assert code == refusal(tmp_path, USED + CODE.replace(old, new))


def test_text_of_an_error_in_it_is_not_passed_on(tmp_path: Path) -> None:
    code = CODE.replace("share = wilson", "raise ValueError(str(values.index[0]))\n        share = wilson")

    with pytest.raises(TsiError) as error:
        analyse(study_of(tmp_path, code))

    assert "ValueError" in str(error.value)
    assert error.value.__cause__ is None
    assert not [person for person in study_of(tmp_path).everyone() if person in str(error.value)]
