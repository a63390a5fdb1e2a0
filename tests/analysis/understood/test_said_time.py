"""The last month of a time that somebody wrote in words."""

from __future__ import annotations

import pytest

from tsi_eval.analysis.understood.said_time import last_month_said
from tsi_eval.periods import month_index


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("hösten 2023 och våren 2024", "2024-06"),
        ("höstterminen 2022 till höstterminen 2024", "2024-12"),
        ("HT2023–VT2024", "2024-06"),
        ("HT 2023", "2023-12"),
        ("läsåren 1985/86–1988/89", "1989-06"),
        ("läsåret 2023–2024", "2024-06"),
        ("school year 2023/24", "2024-06"),
        ("autumn term 2023 and spring term 2024", "2024-06"),
        ("augusti 2023–juni 2024", "2024-06"),
        ("August 2023 to May 2024", "2024-05"),
        ("2023-08-01 till 2024-06-30", "2024-06"),
        ("2023-08", "2023-08"),
        ("2023–2024", "2024-12"),
        ("under 2023", "2023-12"),
    ],
)
def test_last_month_is_found_as_people_write_it(text: str, last: str) -> None:
    assert month_index(last) == last_month_said(text)


@pytest.mark.parametrize("text", ["", "två år", "anges inte (publicerat 1993)", "20234", "nr 12024"])
def test_words_without_a_year_say_no_month(text: str) -> None:
    assert last_month_said(text) is None
