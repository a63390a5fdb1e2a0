"""Words that a file gives for its codes: who gets the word, and who the code."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from small_files import COUNTS

from tsi_eval.ingest.value_labels import columns_of_words, hidden_missing, in_words
from tsi_eval.pilot.source import FileFormat, InstrumentUse, Source

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


SCALE = Source(id="s", table="measures", files=("a.sav",), person="id", outcomes={"score": {"HT2023": ("före",)}})


@pytest.mark.parametrize("word", ["Vet ej", "ej svar", "Uppgift saknas", "Vill inte svara", "Missing", "don't know"])
def test_code_whose_word_says_that_there_is_no_answer_is_found(word: str) -> None:
    frame = pd.DataFrame({"id": ["a", "b", "c"], "före": ["1", "2", "3"]})

    found = hidden_missing(frame, {"före": {"3": word}}, SCALE)

    assert [False, False, True] == found["före"].tolist()


@pytest.mark.parametrize(
    ("codes", "words", "expected"),
    [
        (["3", "8", "17", "99"], {"99": "hoppade av"}, [3]),
        (["-9", "0", "3", "5"], {"-9": "x"}, [0]),
        (["1", "2", "5", "9"], {"1": "a", "2": "b", "3": "c", "4": "d", "5": "e", "9": "f"}, [3]),
        # The ends of a scale have words, and what lies between has none.
        (["0", "4", "7", "10"], {"0": "inget alls", "10": "värsta tänkbara"}, []),
        (["1", "2", "3"], {"1": "kan inte alls", "2": "delvis", "3": "helt"}, []),
        (["1", "3"], {"1": "a", "2": "b", "3": "c", "99": "d"}, []),
        (["0", "1"], {"0": "nej", "1": "ja"}, []),
        (["3", "8", "17", "99"], {"3": "x"}, []),
        (["1,5", "2"], {}, []),
    ],
)
def test_code_with_a_word_that_stands_far_from_all_others_is_found(
    codes: list[str], words: dict[str, str], expected: list[int]
) -> None:
    frame = pd.DataFrame({"id": codes, "före": codes})

    found = hidden_missing(frame, {"före": words}, SCALE)

    assert expected == [place for rows in found.values() for place in range(len(rows)) if rows[place]]


def test_code_that_the_source_declares_missing_is_understood() -> None:
    source = replace(SCALE, format=FileFormat(missing=("", "99")))

    assert {} == hidden_missing(pd.DataFrame({"id": ["a"], "före": ["99"]}), {"före": {"99": "ej svar"}}, source)


def test_word_in_a_column_of_words_or_of_identifiers_is_no_number() -> None:
    frame = pd.DataFrame({"id": ["a"], "Skola": ["7"], "Månad": ["2023-08"], "Vad": ["1"], "Antal": ["1"]})

    assert {} == hidden_missing(frame, {"Skola": {"7": "Vet ej"}, "Vad": {"1": "Vet ej"}}, COUNTS)
    assert ["Antal"] == [*hidden_missing(frame, {"Antal": {"1": "Vet ej"}}, COUNTS)]
