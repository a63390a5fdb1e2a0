"""Items of a questionnaire turned into scales, or refused for their coding."""

from __future__ import annotations

import pytest
from small_files import file_of, refused

from tsi_eval.ingest.questionnaire import scored
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import InstrumentUse

ITEMS = [f"p{item:02}" for item in range(1, 26)]


def answered(pilot: Pilot, *answers: list[str], respondent: str = "") -> SourceFile:
    """Return a file of questionnaires, in each row the answers to all items, by "mamma"."""
    use = InstrumentUse(key="sdq_parent", items="p{item:02}", prefix="sdq", respondent=respondent)
    rows = [";".join([str(place), "mamma", *given]) for place, given in enumerate(answers)]
    source = {"table": "measures", "person": "id", "columns": {"date": "Dag"}, "instrument": use}
    return file_of(pilot, source, "\n".join([";".join(["id", "Vem", *ITEMS]), *rows]))


def test_scales_become_outcomes_with_the_prefix(pilot: Pilot) -> None:
    file = answered(pilot, ["0"] * 24 + ["2"], ["1"] * 25)

    parts = scored(file, file.places())

    names = [part["outcome"].iloc[0] for part in parts]
    assert "sdq_prosocial" in names
    assert all(name.startswith("sdq_") for name in names)
    assert len(names) == len(set(names))
    # Five items of the scale: none of them, and each answered 1.
    assert [0.0, 5.0] == parts[names.index("sdq_prosocial")]["value"].tolist()
    assert [] == refused(file)


def test_source_without_an_instrument_has_no_scales(pilot: Pilot) -> None:
    file = file_of(pilot, {"table": "measures", "person": "id", "columns": {"date": "Dag"}}, "id;Dag\n1;2023-08")

    assert [] == scored(file, file.places())


@pytest.mark.parametrize(
    ("answers", "code", "rows"),
    [
        ([["1"] * 24 + ["3"], ["2"] * 25], "E211", (2,)),
        ([["0"] * 25, ["1"] * 24 + ["9"]], "E212", (3,)),
        ([["0"] * 25, ["1"] * 24 + ["0,5"]], "E212", (3,)),
    ],
)
def test_coding_of_another_kind_is_refused(
    pilot: Pilot, answers: list[list[str]], code: str, rows: tuple[int, ...]
) -> None:
    file = answered(pilot, *answers)

    assert [] == scored(file, file.places())
    assert [(code, None, rows)] == refused(file)
    assert ("0", "2") == (file.problems[0].params["low"], file.problems[0].params["high"])


def test_who_answered_is_kept_beside_the_scores_until_one_is_chosen(pilot: Pilot) -> None:
    file = answered(pilot, ["0"] * 25, respondent="Vem")

    assert {"mamma"} == {part["respondent"].iloc[0] for part in scored(file, file.places())}
