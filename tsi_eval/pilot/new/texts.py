"""The texts of a new pilot's folder, in one language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
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
class Sections:
    """What questions add to a pilot's declarations, as lines of text.

    Attributes:
        windows: Under `[windows]` in pilot.toml.
        units: The `[[unit]]`s of pilot.toml.
        labels: Under `[labels]` in pilot.toml.
        outcomes: Each piece's outcomes in sources.toml.
        sources: Source → its lines in sources.toml.
        questions: Each `[[question]]`, in the report's order.
        rows: Source → what a row of it is, for the read-me.
    """

    windows: str
    units: str
    labels: str
    outcomes: Sequence[str]
    sources: Mapping[str, str]
    questions: Sequence[str]
    rows: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """A new pilot's texts.

    Attributes:
        files: File name → content.
        declared: What sources.toml declares, as the package reads it.
        read_me: The name of the file to read first.
        rows: Name of an Excel file → what a row of it is.
    """

    files: Mapping[str, str]
    declared: SourcesFile
    read_me: str
    rows: Mapping[str, str]


def texts(name: str, questions: Sequence[str], language: str, day: date) -> Texts:
    """Return the declarations and the read-me of a new pilot.

    Args:
        name: The pilot's name.
        questions: Its questions, by the names of their designs, in the order of the report.
        language: Of comments, headings and the words in Excel files.
        day: The day that it is made; the example's terms are those of its school year.
    """
    found = sections(questions, language, day)
    words = _words(language, day) | {"pilot": name}
    parts = {part.name: getattr(found, part.name) for part in fields(found)} | {"sources": [*found.sources.values()]}
    made = {file: file_text(file, words | parts) for file in _DECLARATIONS}
    declared = parsed(SourcesFile, tomllib.loads(made["sources.toml"]))
    rows = {template_name(source): found.rows[source.id] for source in declared.source}
    read_me = say(Message("new_pilot.read_me"), language)
    made[read_me] = file_text("read_me.md", words | {"rows": rows} | _read_me(declared, day))
    return Texts(files=made, declared=declared, read_me=read_me, rows=rows)


def sections(questions: Sequence[str], language: str, day: date, *, beside: Sequence[str] = ()) -> Sections:
    """Return what questions add to a pilot's declarations.

    The lines of a source stand together.

    Args:
        questions: The questions, by the names of their designs.
        language: Of comments and headings.
        day: The day whose school year the example's terms are of.
        beside: The questions that the pilot has already, which some lines depend on.
    """
    words = _words(language, day) | {"pieces": pieces_of((*beside, *questions))}
    pieces = [blocks(piece, words) for piece in pieces_of(questions)]
    sources: dict[str, str] = {}
    for prefix in ("source_", "last_in_"):
        for source, lines in _of_sources(pieces, prefix):
            sources[source] = sources.get(source, "") + lines
    return Sections(
        **{name: "".join(piece.get(name, "") for piece in pieces) for name in ("windows", "units", "labels")},
        outcomes=[piece["outcomes"] for piece in pieces if "outcomes" in piece],
        sources=sources,
        questions=[blocks(question, words)["question"] for question in questions],
        rows={source: row.strip() for source, row in _of_sources(pieces, "row_")},
    )


def question_text(question: str, language: str, day: date) -> str:
    """Return a question as it stands in a new pilot's questions.toml."""
    (entry,) = tomllib.loads("".join(sections((question,), language, day).questions))["question"]
    return Text(**entry["text"]).in_language(language)


def template_name(source: Source) -> str:
    """Return the name of a source's Excel file: its pattern without the star."""
    return source.files[0].replace("*", "")


def _of_sources(pieces: Sequence[Mapping[str, str]], prefix: str) -> Iterator[tuple[str, str]]:
    """Return each source's id and lines, from the blocks whose names begin with the prefix."""
    for piece in pieces:
        for block, lines in piece.items():
            if block.startswith(prefix) and lines:
                yield block.removeprefix(prefix), lines


def _read_me(declared: SourcesFile, day: date) -> dict[str, object]:
    """Return what the read-me says of next term's file, and of chapters to write."""
    first = template_name(declared.source[0])
    return {
        "next_file": first.replace(".", f"_{_terms(day)['spring']}."),
        "texts": ", ".join(f"`{slot}.md`" for slot in TEXT_SLOTS),
    }


def _words(language: str, day: date) -> dict[str, object]:
    """Return what the names in templates stand for."""

    def text(**words: str) -> str:
        return Text(**words).in_language(language)

    return {"day": day.isoformat(), "sv": language == "sv", "text": text} | _terms(day)


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
