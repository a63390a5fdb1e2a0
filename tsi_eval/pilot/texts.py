"""The people's own chapters: `texts/<language>/<slot>.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tsi_eval.errors import DeclarationError, Problem, did_you_mean
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.declaration import TEXT_SLOTS
from tsi_eval.written_file import text_in

FOLDER, SUFFIX = "texts", ".md"
# What a computer puts into folders by itself, and what Excel and Word leave beside an open file.
LEFT_BY_PROGRAMS = ("thumbs.db", "desktop.ini")
_OPEN = ("~$", ".")


def texts(folder: Path, problems: list[Problem]) -> Mapping[str, Mapping[str, str]]:
    """Return the texts by language and slot.

    To the problems are added: a chapter of another name (E156), any other file (E392), a link to a
    folder (E389), and what can't be read (E391, or as `text_in` says).
    """
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for file in _listed(folder, problems):
        name = file.relative_to(folder).as_posix()
        language, slot = file.parent.name, file.stem
        if file.is_dir():
            problems.append(Problem(code="E389", params={"file": name}))
        elif file.parent.parent != folder / FOLDER or file.suffix != SUFFIX:
            problems.append(Problem(code="E392", params={"file": name, "names": ", ".join(TEXT_SLOTS)}))
        elif language not in LANGUAGES or slot not in TEXT_SLOTS:
            suggestion = did_you_mean(slot, TEXT_SLOTS) or ", ".join(TEXT_SLOTS)
            problems.append(Problem(code="E156", params={"file": name, "suggestion": suggestion}))
        else:
            try:
                found[language][slot] = text_in(file, name, folder=folder)
            except DeclarationError as error:
                problems.extend(error.problems)
    return found


def _listed(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        return list(_files(folder / FOLDER))
    except OSError:
        problems.append(Problem(code="E391", params={"file": FOLDER}))
        return []


def _files(folder: Path) -> Iterator[Path]:
    """Yield everything in a folder but folders, by name; links are not followed."""
    if not folder.is_dir() or folder.is_symlink():
        if folder.exists() or folder.is_symlink():
            yield folder
        return
    for item in sorted(folder.iterdir()):
        if item.is_dir() and not item.is_symlink():
            yield from _files(item)
        elif item.name.lower() not in LEFT_BY_PROGRAMS and not item.name.startswith(_OPEN):
            yield item
