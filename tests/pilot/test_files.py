"""The three files of a declaration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tsi_eval.designs import DESIGNS
from tsi_eval.language import Text
from tsi_eval.pilot.files import Days, PilotFile, QuestionEntry, schemas
from tsi_eval.strict import parsed

Write = Callable[..., Path]


def test_schemas_name_every_design_and_option() -> None:
    made = schemas()

    entry = made["questions.schema.json"]["$defs"]["QuestionEntry"]["properties"]
    assert {design.name for design in DESIGNS} == set(entry["design"]["enum"])
    assert "blocks" in str(entry["options"])
    assert "policy" in made["pilot.schema.json"]["properties"]


def test_files_are_read_from_plain_values() -> None:
    words = {"sv": "ord", "en": "words"}
    about = parsed(
        PilotFile,
        {
            "title": words,
            "summary": words,
            "period": words,
            "municipality": "Testkommun",
            "data": "synthetic",
            "report_date": date(2026, 11, 22),
            "windows": {"T0": "HT2023", "T1": {"start": date(2024, 1, 1), "end": date(2024, 7, 1)}},
        },
    )

    assert ("draft", "", "default", ()) == (about.status, about.approved_by, about.policy, about.unit)
    assert {"T0": "HT2023", "T1": Days(start=date(2024, 1, 1), end=date(2024, 7, 1))} == about.windows


def test_options_of_a_question_are_kept_as_they_were_written() -> None:
    entry = QuestionEntry(
        id="q",
        design="anything",
        text=Text(sv="?", en="?"),
        direction="none",
        role="primary",
        options={"stages": ["a"], "matters": {"change": 1}},
    )

    assert {"stages": ["a"], "matters": {"change": 1}} == entry.options
    assert entry.short is None


def test_schemas_know_the_limits_of_an_option() -> None:
    (design,) = (
        one
        for one in schemas()["questions.schema.json"]["$defs"]["QuestionEntry"]["properties"]["options"]["anyOf"]
        if one["title"] == "PrePost"
    )

    level = design["properties"]["level"]
    assert (0, 0.95, "number") == (level["exclusiveMinimum"], level["default"], level["type"])
    assert 201 > design["properties"]["imputations"]["maximum"]
