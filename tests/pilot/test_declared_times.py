"""When a pilot was, as far as its files declare it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tsi_eval import load_pilot
from tsi_eval.errors import DeclarationError
from tsi_eval.pilot.declared_times import declared_times

Write = Callable[..., Path]


def test_days_are_dates_and_years_those_of_all_periods() -> None:
    raw = {
        "pilot.toml": {
            "report_date": date(2025, 2, 3),
            "period": {"sv": "2021/22 och våren 2019", "en": ""},
            "windows": {"T0": "HT2023", "T1": {"start": date(2024, 5, 1)}},
            "unit": [{"codes": ["20110101"], "pupils": 2012}],
        },
        "sources.toml": {"source": [{"asked": {"VT2020": 2013}, "values": {"who": {"2014": "x"}}}]},
        "questions.toml": {"question": [{"options": {"first": "2018-08", "months": ["2016/17"]}}]},
    }

    times = declared_times(raw)

    assert {date(2025, 2, 3), date(2024, 5, 1)} == times.days
    assert {2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025} == times.years


def test_a_pilot_s_own_periods_may_stand_in_its_own_words(files: dict[str, str], write: Write) -> None:
    about = files["pilot.toml"].replace("[windows]\n", '[windows]\nT9 = "2031/32"\n', 1)
    texts = {"texts/sv/summary.md": "Under läsåret 2031/32 fanns teamet."}

    assert load_pilot(write(files | {"pilot.toml": about} | texts))
    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | {"pilot.toml": about, "texts/sv/summary.md": "Under läsåret 2033/34 fanns teamet."}))
    assert ["E413"] == [problem.code for problem in error.value.problems]
