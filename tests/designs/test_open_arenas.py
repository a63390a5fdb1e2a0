"""Contacts, which are not persons, against the number of pupils."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from answers import number
from example_study import CONTACTS, STUDY, UNITS, Planted

from tsi_eval.designs import OpenArenas
from tsi_eval.designs.contract import Design
from tsi_eval.errors import DataError, UsageError
from tsi_eval.findings import Finding, Quantity, Role
from tsi_eval.language import say
from tsi_eval.study import Study

SCHOOLS = ("zq_north", "zq_south")
EXAMPLES: tuple[Design, ...] = (
    OpenArenas(units=SCHOOLS),
    OpenArenas(units=SCHOOLS, pupils=("zq_pupil",)),
    OpenArenas(units=SCHOOLS, pupils=("zq_pupil",), until="2024-05"),
)
# 90 contacts, 500 pupils, two terms.
PLANTED = (Planted(design=OpenArenas(units=SCHOOLS), study=STUDY, truth=100 * 90 / 500 / 2),)


def test_contacts_are_given_per_100_pupils_and_term() -> None:
    finding = OpenArenas(units=SCHOOLS).answer(STUDY)

    # North: 36 and 24 contacts of 200 pupils; South: 12 and 18 of 300.
    terms = {(e.group, e.period): e.estimate for e in finding.every_estimate() if e.axis == "term"}
    assert terms == pytest.approx(
        {
            ("unit=zq_north", "HT2023"): 18.0,
            ("unit=zq_north", "VT2024"): 12.0,
            ("unit=zq_south", "HT2023"): 4.0,
            ("unit=zq_south", "VT2024"): 6.0,
        }
    )
    counts = {e.group or e.period: e.n for e in finding.estimates if e.quantity is Quantity.COUNT}
    assert {
        "": 90,
        "unit=zq_north": 60,
        "unit=zq_south": 30,
        "arena=zq_corridor": 66,
        "arena=zq_meeting": 24,
        "who=zq_pupil": 66,
        "who=zq_guardian": 24,
        "HT2023": 48,
        "VT2024": 42,
    } == counts
    assert 10.0 == number(finding, Quantity.MEAN_PER_EVENT, note="minutes_per_contact").estimate


def test_school_that_opened_later_has_pupils_from_then_on() -> None:
    later = replace(UNITS[1], first_month="2024-01")
    rows = CONTACTS[(CONTACTS["unit"] == "zq_north") | (CONTACTS["month"] >= "2024")]
    study = Study.from_frames(contacts=rows, units=(UNITS[0], later))

    finding = OpenArenas(units=SCHOOLS).answer(study)

    # 78 contacts of 200 pupils in two terms and 300 in one.
    assert 100 * 78 / (200 * 2 + 300) == number(finding, Quantity.RATE, role=Role.HEADLINE).estimate


def test_one_term_is_one_term() -> None:
    finding = OpenArenas(units=("zq_north",), since="2023-07", until="2024-01").answer(STUDY)

    assert 18.0 == number(finding, Quantity.RATE, role=Role.HEADLINE).estimate


def test_hidden_contacts_are_not_nought() -> None:
    hidden = CONTACTS.assign(
        n=CONTACTS["n"].mask(CONTACTS["arena"] == "zq_meeting"),
        status=np.where(CONTACTS["arena"] == "zq_meeting", "secret", ""),
    )

    finding = OpenArenas(units=SCHOOLS).answer(Study.from_frames(contacts=hidden, units=UNITS))

    assert "arena=zq_meeting" not in {e.group for e in finding.estimates}
    assert 10.0 == number(finding, Quantity.MEAN_PER_EVENT, note="minutes_per_contact").estimate
    assert "caveat.hidden_at_source" in {caveat.key for caveat in finding.caveats}


def test_no_contacts_at_all_is_a_count_of_nought() -> None:
    none = Study.from_frames(contacts=CONTACTS.assign(n=0.0, minutes=0.0), units=UNITS)

    assert 0.0 == number(OpenArenas(units=SCHOOLS).answer(none), Quantity.RATE, role=Role.HEADLINE).estimate


def test_only_contacts_with_pupils_are_held_against_the_pupils() -> None:
    finding = OpenArenas(units=SCHOOLS, pupils=("zq_pupil",)).answer(STUDY)

    # Of 90 contacts 66 were with pupils: 54 in North, with 200 pupils, and 12 in South, with 300.
    answer = number(finding, Quantity.RATE, role=Role.HEADLINE)
    assert (100 * 66 / 500 / 2, 66, "of_pupils") == (answer.estimate, answer.n, answer.note)
    terms = {(e.group, e.period): e.estimate for e in finding.every_estimate() if e.axis == "term"}
    assert terms == pytest.approx(
        {
            ("unit=zq_north", "HT2023"): 15.0,
            ("unit=zq_north", "VT2024"): 12.0,
            ("unit=zq_south", "HT2023"): 4.0,
            ("unit=zq_south", "VT2024"): 0.0,
        }
    )
    assert 90 == number(finding, Quantity.COUNT, group="", period="").n
    assert not heard(finding, "caveat.all_divided")
    assert heard(OpenArenas(units=SCHOOLS).answer(STUDY), "caveat.all_divided")


def test_a_label_that_nobody_met_is_refused() -> None:
    with pytest.raises(DataError) as refused:
        OpenArenas(units=SCHOOLS, pupils=("zq_pupl",)).answer(STUDY)

    (problem,) = refused.value.problems
    assert ("E296", "zq_pupl", "pupils") == (problem.code, problem.params["name"], problem.params["key"])
    with pytest.raises(UsageError):
        OpenArenas(units=SCHOOLS, pupils=("zq_pupil", "zq_pupil"))


def test_a_part_of_a_term_is_divided_by_months_and_never_as_a_whole() -> None:
    # The same ten contacts a month and school, from August 2023 to March 2024.
    months = ("2023-08", "2023-09", "2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03")
    rows = [(unit, month, month, "room", "pupil", 10.0, "", 0.0) for unit in SCHOOLS for month in months]
    study = Study.from_frames(contacts=pd.DataFrame(rows, columns=list(CONTACTS.columns)), units=UNITS)

    finding = OpenArenas(units=SCHOOLS, pupils=("pupil",)).answer(study)

    # By hand: 160 contacts of 500 pupils in eight months; a school's months are alike.
    answer = number(finding, Quantity.RATE, role=Role.HEADLINE)
    assert (pytest.approx(100 * 160 / 500 / 8), "per_100_month") == (answer.estimate, answer.unit)
    terms = {(e.group, e.period): e.estimate for e in finding.every_estimate() if e.axis == "term"}
    assert terms == pytest.approx(
        {
            (f"unit={unit}", term): 1000 / pupils
            for unit, pupils in zip(SCHOOLS, (200, 300), strict=True)
            for term in ("HT2023", "VT2024")
        }
    )
    assert "Av VT 2024 är bara en del räknad." in heard(finding, "caveat.part_of_a_term")
    assert "Kontakterna är räknade under 8 månader: aug 2023–mars 2024." == heard(finding, "compared.counted")


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (("2023-09", "2023-12"), "Inte räknat: aug 2023. Terminerna räknas ändå som hela"),
        (("2023-09", "2024-05"), "Inte räknat: aug 2023, juni 2024."),
        (("2023-08", "2023-12"), ""),
        (("2023-08", "2024-03"), ""),
    ],
)
def test_a_whole_term_without_its_first_or_last_month_says_so(months: tuple[str, str], said: str) -> None:
    rows = [(unit, month, month, "room", "pupil", 10.0, "", 0.0) for unit in SCHOOLS for month in months]
    study = Study.from_frames(contacts=pd.DataFrame(rows, columns=list(CONTACTS.columns)), units=UNITS)

    finding = OpenArenas(units=SCHOOLS).answer(study)

    assert bool(said) == ("caveat.whole_without" in {message.key for message in finding.caveats})
    assert not said or said in heard(finding, "caveat.whole_without").replace("\N{NO-BREAK SPACE}", " ")


def test_a_school_that_opened_in_the_meantime_has_pupils_in_its_months() -> None:
    months = ("2023-08", "2023-09", "2023-10", "2023-11", "2023-12", "2024-01")
    rows = [("zq_north", month, month, "room", "pupil", 10.0, "", 0.0) for month in months]
    later = replace(UNITS[1], first_month="2023-11")
    rows += [("zq_south", month, month, "room", "pupil", 10.0, "", 0.0) for month in months[3:]]
    study = Study.from_frames(contacts=pd.DataFrame(rows, columns=list(CONTACTS.columns)), units=(UNITS[0], later))

    answer = number(OpenArenas(units=SCHOOLS).answer(study), Quantity.RATE, role=Role.HEADLINE)

    assert pytest.approx(100 * 90 / (200 * 6 + 300 * 3)) == answer.estimate


def heard(finding: Finding, key: str) -> str:
    """Return what a finding says under a key, in Swedish, or "" where it says nothing."""
    return next(
        (say(message, "sv").replace("\N{NO-BREAK SPACE}", " ") for message in finding.caveats if message.key == key), ""
    )
