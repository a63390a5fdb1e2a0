"""Words that a file gives for its codes: who gets the word, and who the code."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from small_files import COUNTS

from tsi_eval.ingest.value_labels import columns_of_words, in_words
from tsi_eval.pilot.source import InstrumentUse, Source

LABELS = {"Vad": {"1": "Möte", "2": "Samtal"}, "Antal": {"1": "ett"}, "Skola": {"7": "A"}}
FRAME = pd.DataFrame({"Skola": ["7", "8"], "Månad": ["2023-08"] * 2, "Vad": ["1", "3"], "Antal": ["1", "2"]})


def test_column_of_words_takes_the_word_and_a_number_stays_the_code() -> None:
    found = in_words(FRAME, LABELS, COUNTS)

    # A value that has no word stays as it is.
    assert (["Möte", "3"], ["A", "8"], ["1", "2"]) == tuple(found[name].tolist() for name in ("Vad", "Skola", "Antal"))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"1": "meeting"}, "1"),
        ({"Möte": "meeting"}, "Möte"),
        ({"1": "meeting", "Samtal": "talk"}, "Möte"),
        ({"9": "x"}, "Möte"),
    ],
)
def test_what_values_speaks_of_decides(values: dict[str, str], expected: str) -> None:
    source = replace(COUNTS, values={"series": values})

    assert expected == in_words(FRAME, LABELS, source)["Vad"].iloc[0]


def test_items_of_a_questionnaire_are_codes_and_who_answered_is_a_word() -> None:
    use = InstrumentUse(key="sdq_parent", items="p{item}", prefix="sdq", respondent="Vem")
    source = Source(id="s", table="measures", files=("a.sav",), person="id", instrument=use)
    frame = pd.DataFrame({"id": ["1"], "p1": ["2"], "Vem": ["1"]})
    labels = {"p1": {"2": "Stämmer helt"}, "Vem": {"1": "mamma"}, "id": {"1": "x"}}

    found = in_words(frame, labels, source)

    assert ["1", "2", "mamma"] == found.iloc[0].tolist()
    assert frozenset({"Vem"}) == columns_of_words(source)


def test_stage_of_a_wide_file_takes_the_word() -> None:
    source = Source(id="s", table="enrolment", files=("a.sav",), person="id", stages={"started": "Började"})

    found = in_words(pd.DataFrame({"id": ["a"], "Började": ["2"]}), {"Började": {"1": "Ja", "2": "Nej"}}, source)

    assert "Nej" == found["Började"].iloc[0]


def test_file_without_words_is_left_as_it_is() -> None:
    assert FRAME is in_words(FRAME, {}, COUNTS)
