"""The texts of a new pilot's folder, in one language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tsi_eval.language import Message, Text, say
from tsi_eval.pilot.declaration import TEXT_SLOTS
from tsi_eval.pilot.files import SourcesFile
from tsi_eval.pilot.new.templates import blocks, file_text, pieces_of
from tsi_eval.pilot.source import Source
from tsi_eval.strict import parsed

_JULY = 7
_DECLARATIONS = ("pilot.toml", "sources.toml", "questions.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """A new pilot's texts.

    Attributes:
        files: File name → content.
        declared: What sources.toml declares, as the package reads it.
    """

    files: Mapping[str, str]
    declared: SourcesFile


def texts(name: str, questions: Sequence[str], language: str, day: date) -> Texts:
    """Return the declarations and the read-me of a new pilot.

    Args:
        name: The pilot's name.
        questions: Its questions, by the names of their designs, in the order of the report.
        language: Of comments, headings and the words in Excel files.
        day: The day that it is made; the example's terms are those of its school year.
    """
    names = pieces_of(questions)
    words = _words(name, language, day) | {"pieces": names}
    pieces = [blocks(piece, words) for piece in names]
    sections = _sections(pieces) | {"questions": [blocks(question, words)["question"] for question in questions]}
    made = {file: file_text(file, words | sections) for file in _DECLARATIONS}
    declared = parsed(SourcesFile, tomllib.loads(made["sources.toml"]))
    made[say(Message("new_pilot.read_me"), language)] = file_text("read_me.md", words | _read_me(declared, pieces, day))
    return Texts(files=made, declared=declared)


def template_name(source: Source) -> str:
    """Return the name of a source's Excel file: its pattern without the star."""
    return source.files[0].replace("*", "")


def _sections(pieces: Sequence[Mapping[str, str]]) -> dict[str, object]:
    """Return what the pieces add to pilot.toml and sources.toml.

    The lines of a source stand together.
    """
    headed = {name: "".join(piece.get(name, "") for piece in pieces) for name in ("windows", "units", "labels")}
    sources: dict[str, str] = {}
    for prefix in ("source_", "last_in_"):
        for source, lines in _of_sources(pieces, prefix):
            sources[source] = sources.get(source, "") + lines
    outcomes = [piece["outcomes"] for piece in pieces if "outcomes" in piece]
    return headed | {"outcomes": outcomes, "sources": list(sources.values())}


def _of_sources(pieces: Sequence[Mapping[str, str]], prefix: str) -> Iterator[tuple[str, str]]:
    """Return each source's id and lines, from the blocks whose names begin with the prefix."""
    for piece in pieces:
        for block, lines in piece.items():
            if block.startswith(prefix) and lines:
                yield block.removeprefix(prefix), lines


def _read_me(declared: SourcesFile, pieces: Sequence[Mapping[str, str]], day: date) -> dict[str, object]:
    """Return what the read-me says of the files to fill in, and of chapters to write."""
    rows = dict(_of_sources(pieces, "row_"))
    first = template_name(declared.source[0])
    return {
        "rows": {template_name(source): rows[source.id].strip() for source in declared.source},
        "next_file": first.replace(".", f"_{_terms(day)['spring']}."),
        "texts": ", ".join(f"`{slot}.md`" for slot in TEXT_SLOTS),
    }


def _words(pilot: str, language: str, day: date) -> dict[str, object]:
    """Return what the names in templates stand for."""

    def text(**words: str) -> str:
        return Text(**words).in_language(language)

    return {"pilot": pilot, "day": day.isoformat(), "sv": language == "sv", "text": text} | _terms(day)


def _terms(day: date) -> dict[str, str]:
    """Return the terms of the day's school year, which the example's windows and starts are."""
    first = day.year - (day.month < _JULY)
    return {
        "school_year": f"{first}/{(first + 1) % 100:02}",
        "autumn": f"HT{first}",
        "spring": f"VT{first + 1}",
        "next_autumn": f"HT{first + 1}",
        "start": f"{first}-08",
        "year_before": f"{first - 1}-08",
    }
