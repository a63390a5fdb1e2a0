"""What a source declares of its layout is possible for its table, and says one thing once."""

from __future__ import annotations

from typing import Any

import pytest

from tsi_eval.errors import DataError
from tsi_eval.language import Text
from tsi_eval.pilot.declared_layouts import layout_problems
from tsi_eval.pilot.source import Layout, Source
from tsi_eval.study import Unit

UNITS = (Unit(id="north", kind="school", label=Text(sv="Norra", en="North")),)
PERIOD = {"period": "Månad"}


def source(table: str = "counts", **given: Any) -> Source:
    person = {"person": "id"} if table in {"persons", "enrolment", "measures"} else {}
    return Source(id="s", table=table, files=("t.csv",), **person, **given)


def problems(declared: Source) -> list[tuple[Any, ...]]:
    found = layout_problems((declared,), UNITS, ("T0", "T1"))
    return [(problem.code, problem.params.get("key"), problem.params.get("name")) for problem in found]


@pytest.mark.parametrize(
    "declared",
    [
        source(columns=PERIOD, fixed={"series": "reports", "unit": "north"}, layout=Layout(across="year")),
        source(columns={"unit": "Skola"}, fixed={"series": "r"}, layout=Layout(across="period")),
        source("contacts", columns=PERIOD, layout=Layout(across="who"), values={"who": {"Elever": "pupil"}}),
        source("costs", fixed={"price_year": 2023, "quantity": "1,5", "payer": "kommun"}),
        source("measures", fixed={"occasion": "T1"}),
        source("measures", fixed={"date": "2024-03-01"}),
        source("persons", sections="arm", values={"arm": {"Grupp A": "a"}}, blank_means_above=("person",)),
        source("contacts", columns=PERIOD, sections="unit", blank_means_above=("period",)),
        source("absence", fixed={"term": "HT2023"}, sections="grade", values={"grade": {"Åk 7": "7"}}),
        source("measures", sections="occasion"),
        source("persons", sections="unit"),
        source("enrolment", sections="present"),
        source(sections="period"),
    ],
)
def test_what_the_table_can_have_is_no_problem(declared: Source) -> None:
    assert [] == problems(declared)


@pytest.mark.parametrize(
    ("declared", "code", "key", "name"),
    [
        (source(layout=Layout(across="quarter")), "E159", "source.s.layout", "quarter"),
        (source(layout=Layout(across="n")), "E159", "source.s.layout", "n"),
        (source("persons", layout=Layout(across="arm")), "E153", "source.s.layout", None),
        (source("contacts", layout=Layout(across="arena")), "E154", "source.s.values.arena", None),
        (source(sections="n"), "E159", "source.s.sections", "n"),
        (source("persons", sections="person"), "E159", "source.s.sections", "person"),
        (source("persons", sections="arm"), "E398", None, "arm"),
        (source("contacts", sections="arena"), "E398", None, "arena"),
        (source("contacts", sections="arena", values={"arena": {}}), "E398", None, "arena"),
        (source("contacts", sections="arena", values={"who": {"Elever": "pupil"}}), "E398", None, "arena"),
        (source("absence", sections="grade"), "E398", None, "grade"),
        (source(fixed={"status": "secret"}), "E159", "source.s.fixed", "status"),
        (source(fixed={"month": "2024-03"}), "E159", "source.s.fixed", "month"),
        (source("persons", fixed={"person": "1"}), "E159", "source.s.fixed", "person"),
        (source(columns={"n": "N"}, blank_means_above=("n",)), "E159", "source.s.blank_means_above", "n"),
        (source(blank_means_above=("unit",)), "E159", "source.s.blank_means_above", "unit"),
        (source(columns={"series": "V"}, fixed={"series": "r"}), "E343", None, "series"),
        (source(columns={"unit": "V"}, sections="unit"), "E343", None, "unit"),
        (source(series={"x": "X"}, fixed={"series": "r"}), "E343", None, "series"),
        (source(columns={"period": "M"}, layout=Layout(across="period")), "E343", None, "period"),
        (source(columns={"n": "Antal"}, layout=Layout(across="period")), "E347", None, None),
        (source("absence", layout=Layout(across="term")), "E347", None, None),
        (source(fixed={"unit": "south"}), "E345", None, "unit"),
        (source(fixed={"unit": "Norra"}), "E345", None, "unit"),
        (source(fixed={"period": "HT2023"}), "E345", None, "period"),
        (source(fixed={"series": " "}), "E345", None, "series"),
        (source("costs", fixed={"price_year": "i år"}), "E345", None, "price_year"),
        (source("measures", fixed={"occasion": "Före"}), "E345", None, "occasion"),
        (source("absence", fixed={"term": "2023"}), "E345", None, "term"),
    ],
)
def test_what_it_can_not_have_is_refused_at_its_key(
    declared: Source, code: str, key: str | None, name: str | None
) -> None:
    assert (code, key, name) in problems(declared)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_problem_can_be_read(language: str) -> None:
    declared = source(
        "absence", columns={"unit": "V"}, sections="unit", fixed={"term": "x"}, layout=Layout(across="term")
    )

    error = DataError(list(layout_problems((declared,), UNITS, ())))

    text = error.text(language)
    assert {"E343", "E345", "E347"} == {line[:4] for line in text.splitlines() if line.startswith("E3")}
    assert '"{term} / ' in text


def test_unit_of_a_person_is_any_word_where_the_pilot_has_no_units() -> None:
    found = layout_problems((source("persons", sections="unit"),), (), ())

    assert ["E398"] == [problem.code for problem in found]
