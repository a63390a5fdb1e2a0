"""Every case is refused by its own code and in words, or read as the unspoiled delivery is.

No message holds a value of a person's row. Nothing is written, and nothing in the folder is
changed.
"""

from __future__ import annotations

import hashlib
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from cases import CASES
from long_form import long_form
from spoiling import UNSAID, Case

from tsi_eval import load_pilot, open_study
from tsi_eval.cli import main
from tsi_eval.study.tables import table_names

Files = dict[str, str | bytes]
Write = Callable[..., Path]
# What a message may never hold: a person's id, day, number or word, and what only a program says.
VALUES = re.compile(
    rf"barn\d|{UNSAID}|2030|09-1[56]|Traceback|E999|\{{(?!item|known|families|reached|fråga|question)[a-z]"
)
MEGABYTE = 1_000_000
# What is read in a process of its own, since it could fill the memory or never end.
DANGEROUS = (
    "a workbook that unpacks to 180 megabytes",
    "a value in the last cell of the sheet",
    "a sheet that grows when it is read",
    "a sheet that claims to have more cells than it has",
    "201 megabytes",
    "a link to a device",
    "a pipe",
    "a chapter that is a pipe",
    "a pipe in the place of a declaration",
    "lists in lists in lists",
    "a whole number of 5 000 digits",
    "a column of items of a billion letters",
)


def marked(names: tuple[str, ...]) -> list[object]:
    """Return cases by name, each second in every run.

    One that waits for a reader must fail until the reader is there.
    """
    return [pytest.param(name, marks=[*_waiting(name), *long_form(place)]) for place, name in enumerate(names)]


def _waiting(name: str) -> list[pytest.MarkDecorator]:
    case = CASES[name]
    waits = pytest.mark.xfail(strict=True, run=not case.heavy, reason="its reader is being built")
    return [waits] if case.planned else []


def hashes(folder: Path) -> dict[str, str]:
    """Return what lies in a folder: content of files, and kind of everything else."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file() and not path.is_symlink()
        else oct(path.lstat().st_mode)
        for path in sorted(folder.rglob("*"))
    }


def spoiled(case: Case, files: Files, write: Write) -> Path:
    case.spoil(files)
    folder = write(files)
    case.place(folder)
    return folder


@pytest.mark.parametrize("name", marked(tuple(name for name in CASES if CASES[name].code)))
def test_it_is_refused_in_words_and_nothing_is_written_or_changed(
    name: str, files: Files, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES[name]
    folder = spoiled(case, files, write)
    before = hashes(folder)
    monkeypatch.chdir(folder)

    for language in ("sv", "en"):
        exit_code = main(["report", "tiny", "--language", language])

        said = capsys.readouterr().err
        lines = [line for line in said.splitlines() if line.startswith(("E", "  "))]
        codes = {line[:4] for line in lines[::3]}
        assert case.code in codes
        assert codes <= {case.code} | case.also
        assert all(re.fullmatch(r"E\d{3} \S.*", line) for line in lines[::3])
        assert len(lines) % 3 == 0
        assert exit_code in {3, 4, 5}
        assert case.named in said
        assert VALUES.search(said) is None
    assert before == hashes(folder)
    assert not (folder.parents[1] / "reports").exists()
    assert not list(folder.rglob("owned"))


def tables_of(folder: Path) -> dict[str, pd.DataFrame]:
    study = open_study(load_pilot(folder))
    return {name: study.table(name) for name in table_names()}


@pytest.mark.parametrize("name", marked(tuple(name for name in CASES if not CASES[name].code)))
def test_it_is_read_as_the_unspoiled_delivery_is(name: str, files: Files, write: Write) -> None:
    unspoiled = tables_of(write(files))
    folder = spoiled(CASES[name], files, write)
    # Files that were only moved are not there twice.
    for path in set(folder.iterdir()) - {folder / file for file in files}:
        path.unlink()
    before = hashes(folder)

    found = tables_of(folder)

    assert all(found[table].equals(rows) for table, rows in unspoiled.items())
    assert before == hashes(folder)
    assert not list(folder.rglob("owned"))


@pytest.mark.parametrize("name", marked(DANGEROUS))
def test_what_could_fill_the_memory_or_never_end_does_neither(name: str, files: Files, write: Write) -> None:
    folder = spoiled(CASES[name], files, write)
    most = 900 * MEGABYTE

    done = subprocess.run(
        [sys.executable, "-c", "import sys; from tsi_eval.cli import main; sys.exit(main(['check', 'tiny']))"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (most, most)),
    )

    assert set(re.findall(r"(?m)^(E\d{3}) ", done.stderr)) == ({CASES[name].code} if CASES[name].code else set())
