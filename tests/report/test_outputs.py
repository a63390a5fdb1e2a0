"""What a report's folder holds beside its formats."""

from __future__ import annotations

from released_by_hand import released

from tsi_eval.findings.released import from_json
from tsi_eval.report.outputs import DATA, NOTEBOOK, RELEASED


def test_files_of_numbers_are_named_by_what_they_hold() -> None:
    assert {"estimates.csv", "codebook.csv", "released.json"} == DATA.keys()
    assert ("released.json", "follow_up_report.ipynb") == (RELEASED, NOTEBOOK)


def test_each_is_written_from_the_released_values() -> None:
    values = released()
    written = {name: write(values) for name, write in DATA.items()}

    assert written["estimates.csv"].startswith("data,report,series,")
    assert written["codebook.csv"].startswith("kind,name,")
    assert values == from_json(written["released.json"])
