"""What a check found, before it is said or written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tsi_eval import load_pilot
from tsi_eval.ingest import ingest
from tsi_eval.ingest.shown_names import Names
from tsi_eval.making.checked import Checked, understand

Write = Callable[..., Path]


def checked(folder: Path) -> Checked:
    return understand(ingest(load_pilot(folder)))


def test_everything_that_was_delivered_is_in_it(files: dict[str, str], write: Write) -> None:
    found = checked(write(files))

    assert ["forms.csv", "log.csv", "persons.csv", "pilot.toml", "questions.toml", "sources.toml"] == [
        file.file for file in found.files
    ]
    assert ["persons", "enrolment", "measures"] == [table.table for table in found.study]
    assert [("T0", 60), ("T1", 50)] == [(value.occasion, value.n) for value in found.values]
    assert ((), ()) == (found.problems, found.remaining)


def test_a_column_that_any_source_uses_is_not_unused(files: dict[str, str], write: Write) -> None:
    sources = files["sources.toml"].replace('files = ["persons.csv"]', 'files = ["log.csv"]')
    log = files["log.csv"].replace("id,steg", "id,steg,grupp,anm").replace("n\n", "n,A,\n").replace("t\n", "t,A,\n")
    found = checked(write(files | {"sources.toml": sources, "log.csv": log.replace("klar\n", "klar,A,\n")}))

    of_file = {file.file: found.unused(file) for file in found.files}

    assert Names(said=("anm",), hidden=0) == of_file["log.csv"]
    assert Names(said=(), hidden=0) == of_file["forms.csv"]


def test_it_does_not_print_what_it_holds(files: dict[str, str], write: Write) -> None:
    assert "barn" not in repr(checked(write(files)))
