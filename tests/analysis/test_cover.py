"""The report may know a pilot's titles, words and questions, and where its numbers come from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.metadata import version

import pytest

from tsi_eval.analysis.cover import cover_of, provenance_of
from tsi_eval.designs import CostOffset, Participation
from tsi_eval.economics import Price
from tsi_eval.findings import Cover
from tsi_eval.findings.cover import NO_TEXT
from tsi_eval.language import Text
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.study import Unit

HOUR = Text(sv="timme", en="hour")
SCHOOL = Text(sv="Norra skolan", en="North school")


def price(name: str, source: str, note: Text) -> Price:
    label = Text(sv=f"{name} sv", en=f"{name} en")
    return Price(
        id=name,
        label=label,
        amount=100.0,
        unit=HOUR,
        price_year=2024,
        payer="kommun",
        source=source,
        confidence="H",
        assumption=False,
        note=note,
    )


def cover_with_prices(study: PilotStudy, *prices: Price, used: tuple[str, ...]) -> Cover:
    """Return the cover of the pilot when it has these prices, and a question that uses some."""
    question = replace(study.pilot.questions[0], design=CostOffset(price_year=2024, break_even=used))
    pilot = replace(study.pilot, questions=(question,), prices={item.id: item for item in prices})
    return cover_of(pilot)


def test_cover_says_who_when_and_what(study: PilotStudy) -> None:
    cover = cover_of(study.pilot)

    assert ("tiny", "Testkommun", "synthetic", "default") == (
        cover.pilot,
        cover.municipality,
        cover.data,
        cover.policy,
    )
    assert Text(sv="Liten pilot", en="Tiny pilot") == cover.title
    assert (date(2026, 11, 22), "draft", "") == (cover.report_date, cover.status, cover.approved_by)


def test_questions_stand_as_they_were_declared(study: PilotStudy) -> None:
    cover = cover_of(study.pilot)

    assert [("reached", "participation"), ("changed", "pre_post"), ("groups", "comparison")] == [
        (asked.id, asked.design) for asked in cover.questions
    ]
    changed = cover.questions[1]
    assert ("lower_better", "primary", date(2026, 11, 1)) == (changed.direction, changed.role, changed.declared)


def test_question_without_a_short_form_is_its_own(study: PilotStudy) -> None:
    short = Text(sv="Poängen", en="The score")
    first, second, third = study.pilot.questions
    pilot = replace(study.pilot, questions=(first, replace(second, short=short), third))

    asked = cover_of(pilot).questions
    assert [first.text, short, third.text] == [question.short for question in asked]


def test_outcome_has_its_name_and_its_unit(study: PilotStudy) -> None:
    labels = cover_of(study.pilot).labels

    assert Text(sv="poäng", en="score") == labels["score"]
    assert Text(sv="poäng", en="points") == labels["unit:score"]
    assert Text(sv="grupp B", en="group B") == labels["arm=b"]


def test_a_declared_spread_has_its_source_and_others_have_none(study: PilotStudy) -> None:
    manual = Text(sv="en manual", en="a manual")
    sourced = replace(study.pilot.outcomes["score"], sd=6.0, reference=manual)
    pilot = replace(study.pilot, outcomes={**study.pilot.outcomes, "sourced": sourced})

    assert manual == cover_of(pilot).labels["reference:sourced"]
    unsourced = replace(pilot, outcomes={"score": replace(sourced, reference=NO_TEXT)})
    assert "reference:score" not in cover_of(unsourced).labels


def test_school_is_called_by_its_name_unless_the_pilot_calls_it_otherwise(study: PilotStudy) -> None:
    other = Text(sv="Norra", en="North")
    pilot = replace(
        study.pilot, units=(Unit(id="n", kind="school", label=SCHOOL), Unit(id="s", kind="school", label=SCHOOL))
    )
    renamed = replace(pilot, labels={**pilot.labels, "unit=n": other})

    assert [SCHOOL, SCHOOL] == [cover_of(pilot).labels[key] for key in ("unit=n", "unit=s")]
    assert [other, SCHOOL] == [cover_of(renamed).labels[key] for key in ("unit=n", "unit=s")]


def test_price_that_a_question_uses_has_name_unit_and_source(study: PilotStudy) -> None:
    note = Text(sv="utan resor", en="without travel")
    cover = cover_with_prices(study, price("hour", "SKR 2024", note), used=("hour",))

    assert Text(sv="hour sv", en="hour en") == cover.labels["price=hour"]
    assert HOUR == cover.labels["unit:price=hour"]
    assert Text(sv="SKR 2024: utan resor", en="SKR 2024: without travel") == cover.labels["source:price=hour"]


def test_price_that_no_question_uses_is_not_named(study: PilotStudy) -> None:
    note = Text(sv="", en="")
    cover = cover_with_prices(study, price("hour", "SKR", note), price("night", "SKR", note), used=("hour",))

    assert ["price=hour", "unit:price=hour", "source:price=hour"] == [key for key in cover.labels if "price=" in key]


def test_price_is_called_as_the_pilot_calls_it(study: PilotStudy) -> None:
    own = Text(sv="en timme", en="an hour")
    pilot = replace(study.pilot, labels={**study.pilot.labels, "price=hour": own})
    named = replace(study, pilot=pilot)

    assert own == cover_with_prices(named, price("hour", "SKR", SCHOOL), used=("hour",)).labels["price=hour"]


@pytest.mark.parametrize(
    ("source", "note", "expected"),
    [
        ("SKR 2024", Text(sv="", en=""), Text(sv="SKR 2024", en="SKR 2024")),
        ("ASSUMPTION", Text(sv="", en=""), Text(sv="ANTAGANDE", en="ASSUMPTION")),
        (
            "ASSUMPTION",
            Text(sv="en gissning", en="a guess"),
            Text(sv="ANTAGANDE: en gissning", en="ASSUMPTION: a guess"),
        ),
    ],
)
def test_source_of_a_price_is_said_with_its_note_and_in_each_language(
    study: PilotStudy, source: str, note: Text, expected: Text
) -> None:
    cover = cover_with_prices(study, price("hour", source, note), used=("hour",))

    assert expected == cover.labels["source:price=hour"]


def test_provenance_has_a_hash_for_every_source_and_every_package_that_computes(study: PilotStudy) -> None:
    provenance = provenance_of(study)

    assert {"people", "log", "forms"} == set(provenance.data)
    assert provenance.data == study.data_hashes
    assert study.pilot.declaration_sha256 == provenance.declaration_sha256
    assert {name: version(name) for name in ("tsi_eval", "numpy", "pandas", "scipy")} == provenance.versions


@pytest.mark.parametrize(("data", "kind"), [("synthetic", "sha256"), ("public", "sha256"), ("real", "hmac-sha256")])
def test_hashes_of_real_data_are_said_to_be_keyed(study: PilotStudy, data: str, kind: str) -> None:
    real = replace(study, pilot=replace(study.pilot, data=data))  # type: ignore[arg-type]

    assert kind == provenance_of(real).data_hash


def test_groups_of_a_question_go_by_what_is_declared_and_not_by_who_is_there(study: PilotStudy) -> None:
    source = replace(study.pilot.sources[0], values={"town": {"Ekbo": "ekbo", "Mellanby": "mellanby"}})
    labels = {"town=mellanby": SCHOOL, "town=storsjo": SCHOOL, "other=x": SCHOOL}
    design = Participation(stages=("offered", "started"), by="town")
    question = replace(study.pilot.questions[0], design=design)
    pilot = replace(study.pilot, sources=(source,), labels=labels, questions=(question,))

    (asked,) = cover_of(pilot).questions

    assert asked.groups == ("town=mellanby", "town=storsjo", "town=ekbo")


def test_a_question_that_is_not_divided_has_no_groups(study: PilotStudy) -> None:
    assert {"participation"} >= {asked.design for asked in cover_of(study.pilot).questions if asked.groups}
