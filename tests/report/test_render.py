"""From released values to the files of a report: a pure function of texts."""

from __future__ import annotations

import json
import re
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from released_by_hand import finding, headline, released

from tsi_eval.errors import ReportError
from tsi_eval.findings import RECEIPT, Claim, Quantity
from tsi_eval.findings.released import to_json
from tsi_eval.language import Message
from tsi_eval.report import chapters
from tsi_eval.report.render import again, cells_of, chapters_of, render

VALUES = to_json(
    released(
        finding("pre_post", Claim.CHANGED, [headline(Quantity.MEAN_CHANGE, -3.2)]),
        finding(RECEIPT, Claim.DESCRIBES, [], question=RECEIPT),
    )
)
NOTEBOOK = nbformat.writes(  # type: ignore[no-untyped-call]
    new_notebook(
        cells=[
            new_code_cell('released = ""\nlanguage = "sv"', metadata={"tags": ["parameters"]}),
            new_code_cell("from tsi_eval.report.reading import open_report\nreport = open_report(released, language)"),
            new_code_cell("report.limits()"),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python"}},
    )
)


def quiet(_: object) -> None:
    """Say nothing of progress."""


def made(language: str = "sv", formats: tuple[str, ...] = ("html",)) -> tuple[dict[str, bytes], list[Message]]:
    messages: list[Message] = []
    return render(VALUES, NOTEBOOK, language, formats, messages.append), messages


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return made()[0]


def test_a_report_is_its_notebook_its_numbers_and_the_formats_that_were_asked_for(files: dict[str, bytes]) -> None:
    numbers = {"estimates.csv", "codebook.csv", "released.json"}

    assert numbers | {"follow_up_report.ipynb", "follow_up_report.html"} == files.keys()
    assert numbers | {"follow_up_report.ipynb"} == made(formats=())[0].keys()


def test_the_values_are_handed_over_as_they_came(files: dict[str, bytes]) -> None:
    assert VALUES == files["released.json"].decode()


def test_the_page_says_what_the_notebook_s_chapters_say(files: dict[str, bytes]) -> None:
    assert "Vad rapporten inte kan säga" in files["follow_up_report.html"].decode()
    assert "Det viktigaste" not in files["follow_up_report.html"].decode()


def test_the_same_texts_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert files == made()[0]


def test_the_language_is_the_one_that_was_asked_for() -> None:
    assert b"What the report can" in made("en")[0]["follow_up_report.html"]


def test_progress_is_told_with_the_pilot_s_name() -> None:
    messages = made(formats=())[1]

    assert [("progress.notebook", "p"), ("progress.render", "p")] == [
        (item.key, item.params["pilot"]) for item in messages
    ]


def test_a_format_can_be_made_again_from_the_notebook_that_was_run(files: dict[str, bytes]) -> None:
    executed = files["follow_up_report.ipynb"].decode()

    anew = again(VALUES, executed, "sv", ("html",), lambda _: None)

    assert {"follow_up_report.html": files["follow_up_report.html"]} == anew


def test_the_notebook_that_was_run_can_be_read_by_others(files: dict[str, bytes]) -> None:
    text = files["follow_up_report.ipynb"].decode()

    assert text.endswith("}\n")
    assert [None] * 4 == [cell["execution_count"] for cell in json.loads(text)["cells"]]


def test_a_notebook_that_fails_gives_no_files() -> None:
    failing = NOTEBOOK.replace("report.limits()", "report.nothing()")

    with pytest.raises(ReportError, match="E171"):
        render(VALUES, failing, "sv", (), lambda _: None)


def test_each_step_is_given_to_whoever_does_it_and_the_report_is_the_same(files: dict[str, bytes]) -> None:
    steps: list[str] = []

    def do(work: Any, *arguments: Any) -> Any:
        steps.append(work.__name__)
        return work(*arguments, lambda _: None)

    assert files == render(VALUES, NOTEBOOK, "sv", ("html",), lambda _: None, do)
    assert ["chapters_of", "cells_of", "files_of"] == steps


def test_no_figure_or_table_is_made_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    limits = chapters.limits
    monkeypatch.setattr(chapters, "limits", lambda words: made.append("limits") or limits(words))  # type: ignore[func-returns-value]

    render(VALUES, NOTEBOOK, "sv", (), lambda _: None)

    assert ["limits"] == made


def test_what_the_cells_showed_leaves_as_digests_only() -> None:
    shown = cells_of(VALUES, NOTEBOOK, "sv", chapters_of(VALUES, "sv", quiet), quiet)

    assert ((), (), (), 1) == (*shown[:3], len(shown[3]))
    assert re.fullmatch("[0-9a-f]{64}", shown[3][0])
