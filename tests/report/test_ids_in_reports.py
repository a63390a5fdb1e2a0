"""No id, of the house or of a pilot, reaches a reader of the reports of the pilots in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_ids import ids_of, raw_ids, words_of
from what_is_read import read

from tsi_eval import Report, analyse, find_project, load_pilot, open_study, release
from tsi_eval.language import LANGUAGES

HERE = find_project(Path(__file__).parent)


@pytest.mark.parametrize("pilot", HERE.pilots())
def test_no_id_reaches_the_reader(pilot: str) -> None:
    released = release(analyse(open_study(load_pilot(HERE.data / pilot))))

    for language in LANGUAGES:
        report = read(Report(released, language))
        assert {} == raw_ids(report.texts, ids_of(released), words_of(released.cover, language))
        assert frozenset() == report.nameless
