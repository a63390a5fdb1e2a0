"""Making a pilot's folder: built aside, then renamed, so that it is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tsi_eval.aside import sweep_beside
from tsi_eval.errors import Problem, UsageError
from tsi_eval.pilot.new.sheets import workbook
from tsi_eval.pilot.new.templates import QUESTIONS, chosen
from tsi_eval.pilot.new.texts import Texts, template_name, texts
from tsi_eval.project import check_name


def new_pilot(
    data: Path, name: str, *, questions: Iterable[str] | None = None, language: str = "sv", day: date
) -> tuple[Path, str]:
    """Make a new pilot's folder: declarations to change, and Excel files to fill in.

    Args:
        data: The project's `data_raw`.
        name: The pilot's name.
        questions: Names of designs, such as "pre_post"; None for every design.
        language: Of comments, headings and the words in Excel files.
        day: The day that it is made, for its dates and example terms; nothing else varies.

    Returns:
        The folder, and the name of its read-me.

    Raises:
        UsageError: The name can't be a pilot's (E161), the folder exists (E240) or can't be made
            (E242), a question is unknown (E241).
    """
    final = free_folder(data, name)
    made = texts(final.name, chosen(QUESTIONS if questions is None else questions), language, day)
    put_folder(final, contents(made, language))
    return final, made.read_me


def contents(made: Texts, language: str) -> dict[str, bytes]:
    """Return every file of a new pilot, by name: an Excel file for each source, then the texts."""
    declared = made.declared
    sheets = {template_name(source): workbook(source, declared.outcome, language) for source in declared.source}
    return sheets | {file: text.encode() for file, text in made.files.items()}


def free_folder(data: Path, name: str) -> Path:
    """Return where a new pilot goes.

    Raises:
        UsageError: The name can't be a pilot's (E161), or the folder exists (E240).
    """
    check_name(name)
    final = data / unicodedata.normalize("NFC", name)
    if final.exists() or final.is_symlink():
        raise UsageError(Problem(code="E240", params={"pilot": final.name}))
    return final


def put_folder(final: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder aside, and give it its name when it is whole.

    Raises:
        UsageError: It can't be made (E242).
    """
    with _written_aside(final, files) as aside:
        aside.chmod(0o755)
        aside.rename(final)


def add_files(final: Path, files: Mapping[str, bytes]) -> None:
    """Write files aside, and move each into a folder that is there already.

    A file that has come to the folder meanwhile stays as it is.

    Raises:
        UsageError: They can't be written (E242).
    """
    with _written_aside(final, files) as aside:
        for name in files:
            if not os.path.lexists(final / name):
                (aside / name).rename(final / name)


@contextmanager
def _written_aside(final: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Yield a folder of its own with the files, beside the one that they are for."""
    sweep_beside(final, f".{final.name}.partial-*")
    try:
        aside = Path(tempfile.mkdtemp(prefix=f".{final.name}.partial-", dir=final.parent))
    except OSError as error:
        raise _unwritable(error, final) from None
    try:
        for name, content in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield aside
    except OSError as error:
        raise _unwritable(error, final) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _unwritable(error: OSError, final: Path) -> UsageError:
    return UsageError(Problem(code="E242", params={"pilot": final.name, "reason": (error.strerror or "?").lower()}))
