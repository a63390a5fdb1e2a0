"""No id reaches a reader of the reports of the pilots in the repository.

An id may be the house's, such as "since_start", or a pilot's, such as "arm=a".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from projects_of_pilots import HERE
from raw_ids import ids_of, raw_ids, words_of
from what_is_read import read

from tsi_eval import Report
from tsi_eval.findings.released import Released
from tsi_eval.language import LANGUAGES


@pytest.mark.parametrize("pilot", HERE.pilots())
def test_no_id_reaches_the_reader(pilot: str, released_pilot: Callable[[str], Released]) -> None:
    released = released_pilot(pilot)

    for language in LANGUAGES:
        report = read(Report(released, language))
        assert {} == raw_ids(report.texts, ids_of(released), words_of(released.cover, language))
        assert frozenset() == report.nameless
