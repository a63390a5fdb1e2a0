"""Words in which letters were lost are found, and questions are none of them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from small_files import COUNTS

from tsi_eval.ingest.lost_letters import rows_with_lost_letters


def frame_of(*words: str) -> pd.DataFrame:
    return pd.DataFrame({"Skola": "A", "Månad": "2023-08", "Vad": words, "Antal": "1", "Fri text": "vad gör vi?och"})


@pytest.mark.parametrize("word", ["f?r?ldram?te", "F?RSKOLA", "F?rskola", "sm? m?ten"])
def test_word_that_lost_its_letters_is_found(word: str) -> None:
    assert (1,) == rows_with_lost_letters(frame_of("möte", word), COUNTS)


@pytest.mark.parametrize(
    "word", ["kanske?", "vad? hur", "Vad?Hur", "möte 2?", "?", "https://a.se/b?c=d", "www.a.se?b=c"]
)
def test_question_and_address_are_no_lost_letters(word: str) -> None:
    assert () == rows_with_lost_letters(frame_of("möte", word), COUNTS)


def test_word_that_the_source_translates_is_known() -> None:
    source = replace(COUNTS, values={"series": {"ja?nej": "unsure"}})

    assert () == rows_with_lost_letters(frame_of("ja?nej"), source)
    assert (0,) == rows_with_lost_letters(frame_of("ja?nej"), COUNTS)
