"""Ways to spoil the small pilot of `tests/shared/`, as files go wrong in a municipality.

A way changes the files as text or bytes, by name, before they are written, or the folder after.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Files = dict[str, str | bytes]
Break = Callable[[Files], None]
Place = Callable[[Path], None]
PERSONS, FORMS, LOG = "persons.csv", "forms.csv", "log.csv"
# A value of a person's row, which no message may hold.
UNSAID = "hemlig"
# Numbers with a wrong check digit, or that nobody has.
NUMBER = "20120319-2030"


def nothing(_: Files) -> None:
    """Leave the files as they are: the folder is spoiled."""


def nowhere(_: Path) -> None:
    """Leave the folder as it is: the files are spoiled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that is wrong with a delivery or a declaration.

    Attributes:
        code: The package's own code, or "" where the delivery is read as the unspoiled one is.
        spoil: What is done to the files before they are written.
        place: What is done to the folder after.
        named: What the message must name: a file, or another word that the pilot declared.
        also: Codes of what is wrong for the same reason.
        planned: Whether a reader that understands it is being built; the case fails until it is.
        heavy: Whether the reader of today takes many seconds for it, so that it is not even tried.
    """

    code: str
    spoil: Break = nothing
    place: Place = nowhere
    named: str = ""
    also: frozenset[str] = frozenset()
    planned: bool = False
    heavy: bool = False


def swap(file: str, old: str, new: str, *, every: bool = False) -> Break:
    def change(files: Files) -> None:
        text = files[file]
        assert isinstance(text, str)
        assert old in text
        files[file] = text.replace(old, new, -1 if every else 1)

    return change


def put(file: str, content: str | bytes) -> Break:
    return lambda files: files.update({file: content})


def both(*breaks: Break) -> Break:
    def change(files: Files) -> None:
        for one in breaks:
            one(files)

    return change


def added(file: str, text: str) -> Break:
    return lambda files: files.update({file: str(files[file]) + text})


def header(file: str, line: str) -> Break:
    """Change a file's first line."""
    return lambda files: files.update({file: line + "\n" + str(files[file]).partition("\n")[2]})


def each_row(file: str, change: Callable[[str], str], *, head: bool = False) -> Break:
    """Change every row of a file, and its header where `head` says so."""

    def apply(files: Files) -> None:
        first, *rows = str(files[file]).splitlines()
        files[file] = "\n".join([change(first) if head else first, *map(change, rows)]) + "\n"

    return apply


def encoded(file: str, encoding: str) -> Break:
    return lambda files: files.update({file: str(files[file]).encode(encoding)})


def with_city(names: Sequence[str]) -> Break:
    """Add a column of words with å, ä and ö to the persons."""

    def apply(files: Files) -> None:
        first, *rows = str(files[PERSONS]).splitlines()
        cities = (f"{row},{names[place % len(names)]}" for place, row in enumerate(rows))
        files[PERSONS] = "\n".join([first + ",ort", *cities]) + "\n"

    return apply


def declared_as(file: str, other: str) -> Break:
    """Declare another name for a file, which is not there under its own."""
    return both(swap("sources.toml", f'"{file}"', f'"{other}"'), lambda files: files.pop(file) and None)


def without(file: str) -> Break:
    return lambda files: files.pop(file) and None


def kept(file: str, is_kept: Callable[[str], object]) -> Break:
    """Keep the header of a file, and some of its rows."""

    def change(files: Files) -> None:
        first, *rows = str(files[file]).splitlines()
        files[file] = "\n".join([first, *filter(is_kept, rows)]) + "\n"

    return change


def written(**settings: str) -> Break:
    """Declare how the persons' file is written, which is found otherwise."""
    said = ", ".join(f'{name} = "{value}"' for name, value in settings.items())
    return swap("sources.toml", f'files = ["{PERSONS}"]', f'files = ["{PERSONS}"]\nformat = {{ {said} }}')


def pipe(name: str) -> Place:
    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.mkfifo(path)

    return make


def link(name: str, to: str) -> Place:
    """Put a link in the place of a file. A place outside is a file beside the pilot's folder."""

    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            path.rename(folder.parent / "outside")
        target = Path(to) if to.startswith("/") else folder / to
        if not target.exists() and ".." in to:
            target.write_text("outside", encoding="utf-8")
        path.symlink_to(target)

    return make


def folder_named(name: str) -> Place:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir(parents=True)

    return make


def large(name: str, size: int) -> Place:
    """Make a file larger without writing it: what is added is a hole."""

    def make(folder: Path) -> None:
        with (folder / name).open("ab") as stream:
            stream.truncate(size)

    return make
