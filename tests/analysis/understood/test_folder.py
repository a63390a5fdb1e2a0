"""What became of every file in a pilot's folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval import load_pilot
from tsi_eval.analysis.understood.folder import FileFate, fates
from tsi_eval.ingest import ingest
from tsi_eval.language import Message

Write = Callable[..., Path]


def fates_of(folder: Path) -> dict[str, FileFate]:
    return {fate.file: fate for fate in fates(ingest(load_pilot(folder)))}


def test_a_file_is_read_by_each_source_that_has_it(files: dict[str, str], write: Write) -> None:
    found = fates_of(write(files))

    assert ("read", ["forms"], [110]) == (
        found["forms.csv"].state,
        [account.source for account in found["forms.csv"].accounts],
        [account.rows for account in found["forms.csv"].accounts],
    )
    assert "forms.csv" == next(iter(found)), "what was read stands first"


def test_a_file_that_can_not_be_read_is_refused_and_the_others_are_read(files: dict[str, str], write: Write) -> None:
    found = fates_of(write(files | {"forms.csv": ""}))

    assert ("refused", "read") == (found["forms.csv"].state, found["log.csv"].state)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("pilot.toml", "declaration"),
        ("prices.toml", "declaration"),
        ("SOURCE.md", "about"),
        ("texts/sv/background.md", "text"),
        ("~$forms.xlsx", "system"),
        (".DS_Store", "system"),
        ("Thumbs.db", "system"),
        ("anteckningar.docx", "unknown"),
        ("old/forms.csv", "unknown"),
        ("extra.csv", "unknown"),
    ],
)
def test_what_no_source_reads_is_told_apart(name: str, kind: str, files: dict[str, str], write: Write) -> None:
    content = files.get(name, "price = []\n" if name == "prices.toml" else "x")
    found = fates_of(write(files | {name: content}))

    assert ("passed", Message(f"check_file.{kind}"), ()) == (found[name].state, found[name].why, found[name].accounts)


def test_what_is_declared_to_be_no_data_is_passed_over_with_its_reason(files: dict[str, str], write: Write) -> None:
    declared = files["sources.toml"] + '\n[[not_data]]\nfiles = ["beslut"]\nreason = "nämndens beslut"\n'
    found = fates_of(write(files | {"beslut": "x", "sources.toml": declared}))

    assert Message("check_file.not_data", {"reason": "nämndens beslut"}) == found["beslut"].why


def test_a_link_is_never_followed(files: dict[str, str], write: Write, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("x")
    folder = write(files)
    (folder / "link").symlink_to(outside)

    found = fates_of(folder)

    assert "passed" == found["link"].state
    assert not [name for name in found if "secret" in name]
