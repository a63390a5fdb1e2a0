"""Contacts, which are not persons, against the number of pupils."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from answers import number
from example_study import CONTACTS, STUDY, UNITS, Planted

from tsi_eval.designs import OpenArenas
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Quantity, Role
from tsi_eval.study import Study

SCHOOLS = ("zq_north", "zq_south")
EXAMPLES: tuple[Design, ...] = (OpenArenas(units=SCHOOLS),)
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
