"""Continuing a pilot's folder that is there already: what is missing is added.

Nothing that somebody wrote is changed. A file that is missing is written. A declaration that is
there stays as it is, and the lines that it lacks are returned, to be pasted by hand. Example: a
folder was made for `participation`, and is now to have `comparison` too. The Excel file of the
measurements is written. The lines of the new question are returned for questions.toml, and for
sources.toml a source and the two lines about groups that the source of participants lacks.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tsi_eval.errors import DeclarationError, Problem, UsageError
from tsi_eval.language import LANGUAGES, Message, say
from tsi_eval.pilot.files import FILES
from tsi_eval.pilot.new.folder import add_files, contents
from tsi_eval.pilot.new.templates import QUESTIONS, chosen
from tsi_eval.pilot.new.texts import Sections, Texts, sections, template_name, texts
from tsi_eval.pilot.reading import toml_of
from tsi_eval.project import check_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Paste:
    """Lines that a declaration lacks, and where they go.

    Attributes:
        file: The declaration.
        heading: The heading that they stand under, such as "labels"; "" for the file's end.
        source: The source that they belong to, after its id; "" when they belong to none.
        lines: The lines.
    """

    file: str
    heading: str = ""
    source: str = ""
    lines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """What was added to a folder, and what is left to do.

    Attributes:
        folder: The pilot's folder.
        files: The names of the files that were written.
        pastes: Lines for the declarations that were there.
        read_me: The name of the file to read first.
        rows: Name of an Excel file that was written → what a row of it is.
    """

    folder: Path
    files: tuple[str, ...]
    pastes: tuple[Paste, ...]
    read_me: str
    rows: Mapping[str, str]


def begun(data: Path, name: str) -> Path | None:
    """Return the folder of a pilot that is there already, or None.

    Raises:
        UsageError: The name can't be a pilot's (E161), or something else than a folder has it
            (E240).
    """
    check_name(name)
    folder = data / unicodedata.normalize("NFC", name)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(Problem(code="E240", params={"pilot": folder.name}))
    return folder if folder.exists() else None


def questions_of(folder: Path) -> tuple[str, ...]:
    """Return the designs that a folder's questions.toml names, in the order of `QUESTIONS`.

    Raises:
        DeclarationError: A declaration is there and is no TOML (E151, E152).
    """
    return _questions_in(_declared(folder))


def continue_pilot(folder: Path, *, questions: Sequence[str] | None, language: str, day: date) -> Continued:
    """Add what a folder lacks: files, and lines to paste.

    Args:
        folder: The pilot's folder.
        questions: The designs that it is to have beside those that it has; None for no more, and
            for every design where it has none.
        language: Of what is added.
        day: The day that it is made.

    Raises:
        UsageError: Nothing is missing (E384), a question is unknown (E241), the folder can't be
            written (E242).
        DeclarationError: A declaration is there and is no TOML (E151, E152).
    """
    theirs = _declared(folder)
    has = _questions_in(theirs)
    wanted = _wanted(has, questions or ())
    added = [name for name in wanted if name not in has]
    made, lacking = texts(folder.name, wanted, language, day), sections(added, language, day, beside=has)
    pastes = tuple(_pastes(theirs, lacking)) if added else ()
    kept = {*_there(folder, made), *_not_wanted(theirs.get("sources.toml"), made, lacking)}
    if _is_done(theirs, pastes):
        kept.add(made.read_me)
    missing = {name: content for name, content in contents(made, language).items() if name not in kept}
    if not missing and not pastes:
        raise UsageError(Problem(code="E384", params={"pilot": folder.name}))
    add_files(folder, missing)
    rows = _rows_of(made, missing)
    return Continued(folder=folder, files=tuple(missing), pastes=pastes, read_me=made.read_me, rows=rows)


def _wanted(has: Sequence[str], questions: Sequence[str]) -> tuple[str, ...]:
    """Return the designs that a folder is to have: every design where none is named."""
    return chosen((*has, *questions) or QUESTIONS)


def _rows_of(made: Texts, files: Mapping[str, object]) -> dict[str, str]:
    return {name: row for name, row in made.rows.items() if name in files}


def _is_done(theirs: Mapping[str, Any], pastes: Sequence[Paste]) -> bool:
    """Tell whether every declaration is there and lacks nothing."""
    return not pastes and theirs.keys() == FILES.keys()


def _declared(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the declarations that a folder has, as plain values, by the files' names."""
    problems: list[Problem] = []
    found = {name: toml_of(folder / name, problems) for name in FILES if (folder / name).exists()}
    if problems:
        raise DeclarationError(problems)
    return {name: plain for name, plain in found.items() if plain is not None}


def _questions_in(theirs: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    named = {str(entry.get("design")) for entry in _tables(theirs.get("questions.toml", {}), "question")}
    return tuple(name for name in QUESTIONS if name in named)


def _there(folder: Path, made: Texts) -> Iterator[str]:
    """Yield the new pilot's files that are there, or whose source reads another file."""
    yield from (name for name in made.files if (folder / name).exists())
    if any((folder / say(Message("new_pilot.read_me"), language)).exists() for language in LANGUAGES):
        yield made.read_me
    yield from (template_name(source) for source in made.declared.source if any(folder.glob(source.files[0])))


def _not_wanted(declared: Mapping[str, Any] | None, made: Texts, lacking: Sections) -> Iterator[str]:
    """Yield the Excel files that a folder with a sources.toml has no use for.

    Whoever has changed a source, or declared others in its stead, has files of their own.
    """
    if declared is None:
        return
    own, drawn = _by_id(declared), _by_id(tomllib.loads(made.files["sources.toml"]))
    for source in made.declared.source:
        known = source.id in own or source.id in lacking.sources
        if not known or (source.id in own and not _part_of(own[source.id], drawn[source.id])):
            yield template_name(source)


def _part_of(own: Any, drawn: Any) -> bool:
    """Tell whether everything that somebody's table declares is declared by the template too."""
    if isinstance(own, Mapping) and isinstance(drawn, Mapping):
        return all(key in drawn and _part_of(value, drawn[key]) for key, value in own.items())
    return bool(own == drawn)


def _pastes(theirs: Mapping[str, Mapping[str, Any]], lacking: Sections) -> Iterator[Paste]:
    """Yield what declarations that are there lack of some questions."""
    if "pilot.toml" in theirs:
        yield from _for_pilot(theirs["pilot.toml"], lacking)
    if "sources.toml" in theirs:
        yield from _for_sources(theirs["sources.toml"], lacking)
    if "questions.toml" in theirs:
        yield Paste(file="questions.toml", lines="\n".join(lacking.questions))


def _for_pilot(about: Mapping[str, Any], lacking: Sections) -> Iterator[Paste]:
    for heading, text in (("windows", lacking.windows), ("labels", lacking.labels)):
        lines = _missing_lines(text, about.get(heading, {}))
        if lines and heading in about:
            yield Paste(file="pilot.toml", heading=heading, lines=lines)
        elif lines:
            yield Paste(file="pilot.toml", lines=f"[{heading}]\n{lines}")
    # Schools that are declared are the pilot's own, whatever they are called.
    if lacking.units and not _tables(about, "unit"):
        yield Paste(file="pilot.toml", lines=lacking.units)


def _for_sources(declared: Mapping[str, Any], lacking: Sections) -> Iterator[Paste]:
    for text in lacking.outcomes:
        if not _has_all(declared.get("outcome"), tomllib.loads(text).get("outcome", {})):
            yield Paste(file="sources.toml", lines=text)
    own = _by_id(declared)
    for source, text in lacking.sources.items():
        if source in own:
            if lines := _missing_lines(text, own[source]):
                yield Paste(file="sources.toml", source=source, lines=lines)
        elif tomllib.loads(text):
            yield Paste(file="sources.toml", lines=text)


def _missing_lines(text: str, own: Mapping[str, Any]) -> str:
    """Return the lines of a text whose keys a table does not have.

    In templates, every line that is no comment and no heading declares one key.
    """
    lines = (line for line in text.splitlines() if line and not line.startswith(("#", "[")))
    return "".join(f"{line}\n" for line in lines if not _has(own, tomllib.loads(line)))


def _has(own: Any, one: Mapping[str, Any]) -> bool:
    """Tell whether a table has the one key of another, however deep it lies."""
    (key, value), *_ = one.items()
    if not isinstance(own, Mapping) or key not in own:
        return False
    return _has(own[key], value) if isinstance(value, Mapping) and len(value) == 1 else True


def _has_all(own: Any, drawn: Mapping[str, Any]) -> bool:
    return all(_has(own, {key: True}) for key in drawn)


def _tables(plain: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """Return the tables of a list, of a file that may hold anything under that name."""
    found = plain.get(name)
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []


def _by_id(declared: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(entry.get("id")): entry for entry in _tables(declared, "source")}
