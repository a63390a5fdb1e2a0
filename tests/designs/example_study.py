"""The study that most examples of designs are answered on: an invented pilot with plain ids.

Every id of the pilot begins with `zq_`, and has a label in both languages that does not hold it. So
an id that stands in a report is seen there, whatever language the report is in. The house's own
ids, such as "since_start" or "both", need no label of a pilot: they have words in the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from tsi_eval.designs.contract import Design
from tsi_eval.economics import load_prices
from tsi_eval.language import Message, Text
from tsi_eval.study import Outcome, SourceReceipt, Study, Unit

START = "2023-08"
PERSONS, STARTED, COMPLETED = 60, 50, 40
MONTHS = [f"{year}-{month:02}" for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A design, a study in which the answer is known, and that answer.

    Attributes:
        design: The design.
        study: The study.
        truth: What the answer is: where it has an interval, what the interval has to hold.
    """

    design: Design
    study: Study = field(repr=False)
    truth: float


LABELS = {
    "zq_offered": Text(sv="erbjudna", en="those offered"),
    "zq_started": Text(sv="de som började", en="those who began"),
    "zq_completed": Text(sv="de som fullföljde", en="those who finished"),
    "zq_arm": Text(sv="grupp", en="group"),
    "zq_arm=zq_a": Text(sv="grupp A", en="group A"),
    "zq_arm=zq_b": Text(sv="grupp B", en="group B"),
    "zq_town=zq_large": Text(sv="den stora orten", en="the large town"),
    "zq_town=zq_small": Text(sv="den lilla orten", en="the small town"),
    "zq_before": Text(sv="hösten", en="autumn"),
    "zq_after": Text(sv="våren", en="spring"),
    "zq_later": Text(sv="ett år senare", en="a year later"),
    "zq_self": Text(sv="de som hörde av sig själva", en="those who called"),
    "zq_school": Text(sv="skolans ärenden", en="the school's cases"),
    "zq_opened": Text(sv="öppnade ärenden", en="opened cases"),
    "zq_self+zq_school": Text(sv="alla ärenden", en="all cases"),
    "arena=zq_corridor": Text(sv="i korridoren", en="in the corridor"),
    "arena=zq_meeting": Text(sv="på möten", en="at meetings"),
    "who=zq_pupil": Text(sv="elever", en="pupils"),
    "who=zq_guardian": Text(sv="vårdnadshavare", en="guardians"),
    "per=zq_started": Text(sv="barn som började", en="child who began"),
    # A pilot has to name it: see the last test in `test_raw_ids.py`.
    "per=contacts": Text(sv="möte i det öppna", en="meeting in the open"),
    "benchmark=zq_meta": Text(sv="en påhittad översikt", en="an invented review"),
    "payer=zq_social": Text(sv="socialnämnden", en="the social services board"),
    "payer=zq_schools": Text(sv="skolnämnden", en="the school board"),
    "zq_forms": Text(sv="blanketterna", en="the forms"),
    "zq_journal": Text(sv="journalen", en="the journal"),
}
OUTCOMES = {
    "zq_score": Outcome(
        label=Text(sv="måttet A", en="outcome A"),
        unit=Text(sv="poäng", en="points"),
        minimum=0,
        maximum=40,
        step=0.5,
        sd=6.0,
        reliability=0.8,
        reference=Text(sv="en påhittad manual", en="an invented manual"),
    ),
    "zq_mood": Outcome(
        label=Text(sv="måttet B", en="outcome B"),
        unit=Text(sv="steg", en="steps"),
        minimum=0,
        maximum=4,
    ),
    "zq_worry": Outcome(
        label=Text(sv="måttet C", en="outcome C"),
        unit=Text(sv="poäng", en="points"),
        minimum=0,
        maximum=20,
    ),
}
UNITS = (
    Unit(id="zq_north", kind="school", label=Text(sv="Norra", en="North"), pupils=200),
    Unit(id="zq_south", kind="school", label=Text(sv="Södra", en="South"), pupils=300),
)
_PRICE = load_prices()["bbic_investigation"]
PRICES = {
    "zq_inquiry": replace(_PRICE, id="zq_inquiry", label=Text(sv="ett ärende", en="a case")),
    "zq_stay": replace(
        _PRICE,
        id="zq_stay",
        label=Text(sv="en vecka i jourhem", en="a week in emergency care"),
        assumption=True,
        low=20_000,
        high=50_000,
    ),
}
CONTACTS = pd.DataFrame(
    [
        (unit, month, month, arena, who, n, "", 10 * n)
        for unit, month, arena, who, n in (
            ("zq_north", "2023-09", "zq_corridor", "zq_pupil", 30.0),
            ("zq_north", "2023-12", "zq_meeting", "zq_guardian", 6.0),
            ("zq_north", "2024-02", "zq_corridor", "zq_pupil", 24.0),
            ("zq_south", "2023-09", "zq_corridor", "zq_pupil", 12.0),
            ("zq_south", "2024-05", "zq_meeting", "zq_guardian", 18.0),
        )
    ],
    columns=["unit", "period", "month", "arena", "who", "n", "status", "minutes"],
)
ABSENCE = pd.DataFrame(
    [
        (unit, term, grade, pupils, valid, invalid, offered, "")
        for unit, term, grade, pupils, valid, invalid, offered in (
            ("zq_north", "HT2022", "7", 50, 300, 100, 10_000),
            ("zq_north", "HT2022", "8", 60, 500, 100, 10_000),
            ("zq_north", "VT2023", "7", 50, 600, 200, 10_000),
            ("zq_north", "VT2023", "8", 60, 600, 200, 10_000),
            ("zq_north", "HT2023", "7", 50, 200, 50, 10_000),
            ("zq_north", "HT2023", "8", 60, 400, 50, 5_000),
            ("zq_north", "VT2024", "7", 50, 500, 100, 10_000),
            ("zq_north", "VT2024", "8", 60, 500, 100, 10_000),
            ("zq_south", "HT2022", "7", 70, 400, 100, 10_000),
            ("zq_south", "VT2023", "7", 70, 700, 100, 10_000),
            ("zq_south", "HT2023", "7", 70, 500, 100, 10_000),
            ("zq_south", "VT2024", "7", 70, 900, 100, 10_000),
        )
    ],
    columns=["unit", "term", "grade", "pupils", "valid", "invalid", "offered", "status"],
)
COSTS = pd.DataFrame(
    [
        ("zq_team", "staff", 10.0, "month", 40_000.0, 2023.0, "zq_social", "payroll"),
        ("zq_talks", "staff", 330.0, "hour", 40_000.0, 2022.0, "zq_schools", "ASSUMPTION"),
        ("zq_phones", "other", 2.0, "piece", 3_000.0, 2022.0, "zq_social", "invoice"),
    ],
    columns=["item", "kind", "quantity", "measure", "price", "price_year", "payer", "source"],
)
RECEIPT = (
    SourceReceipt(
        source="zq_forms",
        files=2,
        rows=110,
        columns_used=4,
        columns_dropped=1,
        values={"zq_score@zq_before": (60, 0), "zq_score@zq_after": (50, 0)},
        notes=(Message("found.titles"),),
    ),
    SourceReceipt(
        source="zq_journal",
        files=1,
        rows=5,
        columns_used=6,
        columns_dropped=0,
        values={},
        hidden=2,
    ),
)


def persons() -> pd.DataFrame:
    """Return sixty children of thirty families in two groups.

    Three of them live in a small town, and of twelve nobody knows where they live.
    """
    return pd.DataFrame(
        {
            "person": [f"p{i:03d}" for i in range(PERSONS)],
            "zq_arm": ["zq_a" if i % 2 else "zq_b" for i in range(PERSONS)],
            "zq_town": ["zq_small" if i < 3 else "zq_large" if i < 48 else None for i in range(PERSONS)],
            "zq_family": [f"f{i // 2:02d}" for i in range(PERSONS)],
        }
    )


def enrolment() -> pd.DataFrame:
    """Return three stages, each inside the one before it."""
    there = {"zq_offered": PERSONS, "zq_started": STARTED, "zq_completed": COMPLETED}
    rows = [(f"p{i:03d}", stage) for stage, n in there.items() for i in range(n)]
    return pd.DataFrame(rows, columns=["person", "stage"])


def measures() -> pd.DataFrame:
    """Return three outcomes: A and B at three occasions, C at two.

    Some left before the second and third measurement of A and B, and three before the second of C.
    """
    rng = np.random.default_rng(20261122)
    first = rng.integers(16, 60, PERSONS) / 2
    second = np.clip(first - rng.integers(-6, 16, PERSONS) / 2, 0, 40)
    third = np.clip(second + rng.integers(-10, 8, PERSONS) / 2, 0, 40)
    moods = rng.integers(0, 5, (3, PERSONS)).astype(float)
    worries = rng.integers(0, 21, (2, PERSONS)).astype(float)
    there = {"zq_before": PERSONS, "zq_after": STARTED, "zq_later": 44}
    columns = [
        *(("zq_score", at, values[:n]) for (at, n), values in zip(there.items(), (first, second, third), strict=True)),
        *(("zq_mood", at, values[:n]) for (at, n), values in zip(there.items(), moods, strict=True)),
        ("zq_worry", "zq_before", worries[0]),
        ("zq_worry", "zq_after", worries[1][3:]),
    ]
    rows = [
        (f"p{i + PERSONS - len(values) if outcome == 'zq_worry' else i:03d}", at, outcome, float(value))
        for outcome, at, values in columns
        for i, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])


def counts() -> pd.DataFrame:
    """Return monthly counts of three series in two schools.

    From the start on they are half as many again.
    """
    rng = np.random.default_rng(20231122)
    rows = []
    for unit in ("zq_north", "zq_south"):
        for month in MONTHS:
            grown = 1.5 if month >= START else 1.0
            there = {"zq_self": rng.poisson(8 * grown), "zq_school": rng.poisson(14 * grown)}
            there["zq_opened"] = rng.binomial(there["zq_school"], 0.4)
            rows += [(unit, month, series, float(n), "", np.nan) for series, n in there.items()]
    return pd.DataFrame(rows, columns=["unit", "month", "series", "n", "status", "exposure"])


STUDY = replace(
    Study.from_frames(
        persons=persons(),
        enrolment=enrolment(),
        measures=measures(),
        contacts=CONTACTS,
        counts=counts(),
        absence=ABSENCE,
        costs=COSTS,
        outcomes=OUTCOMES,
        units=UNITS,
        prices=PRICES,
    ),
    receipt=RECEIPT,
)
