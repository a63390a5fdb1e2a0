"""The texts of a new pilot's folder, in one language."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from string import Template

from pydantic import TypeAdapter

from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.declaration import TEXT_SLOTS
from tsi_eval.pilot.load import SourcesFile
from tsi_eval.pilot.new.fragments import Fragment, Piece, frame, pieces_of
from tsi_eval.pilot.source import Source

_EITHER = re.compile(r"«([^«»¦]*)¦([^«»¦]*)»")
# A line of TOML, or one that stands behind a # without a space and is a choice; prose has a space there.
_BESIDE = re.compile(r"^(#?[^#\n]*[^#\s])[ ]{2,}# ", re.MULTILINE)
_CODE_WIDTH = 28
_JULY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """A new pilot's texts.

    Attributes:
        files: File name → content.
        declared: What sources.toml declares, as the package reads it.
    """

    files: Mapping[str, str]
    declared: SourcesFile


def texts(name: str, fragments: tuple[Fragment, ...], language: str, day: date) -> Texts:
    """Return the declarations and the read-me of a new pilot.

    Args:
        name: The pilot's name.
        fragments: Its questions.
        language: Of comments, headings and the words in Excel files.
        day: The day that it is made; the example's terms are those of its school year.
    """
    around, pieces, words = frame(), pieces_of(fragments), _days(day) | {"pilot": name}
    sections = {
        "pilot.toml": (
            around.pilot,
            _headed(around.windows, (piece.windows for piece in pieces)),
            _headed(around.units, (piece.units for piece in pieces)),
            _headed(around.labels, (piece.labels for piece in pieces)),
        ),
        "sources.toml": (around.sources, *(piece.outcomes for piece in pieces), *_sources(pieces)),
        "questions.toml": (around.questions, *(fragment.question for fragment in fragments)),
    }
    made = {file: _said("\n".join(filter(None, parts)), language, words) for file, parts in sections.items()}
    declared = TypeAdapter(SourcesFile).validate_json(json.dumps(tomllib.loads(made["sources.toml"])), strict=True)
    rows = {source: text for piece in pieces for source, text in piece.rows.items()}
    words |= {
        "files": "\n".join(f"   - `{template_name(source)}`: {rows[source.id]}" for source in declared.source),
        "next_file": template_name(declared.source[0]).replace(".", f"_{words['spring']}."),
        "texts": ", ".join(f"`{slot}.md`" for slot in TEXT_SLOTS),
    }
    made[around.readme_name.in_language(language)] = _said(around.readme, language, words)
    return Texts(files=made, declared=declared)


def template_name(source: Source) -> str:
    """Return the name of a source's Excel file: its pattern without the star."""
    return source.files[0].replace("*", "")


def in_language(text: str, language: str) -> str:
    """Return a text with one of each «svenska¦English»."""
    return _EITHER.sub(lambda either: either[LANGUAGES.index(language) + 1], text)


def _said(text: str, language: str, words: Mapping[str, str]) -> str:
    said = in_language(Template(text).substitute(words), language)
    return _BESIDE.sub(lambda line: f"{line[1]:<{_CODE_WIDTH - 2}}  # ", said)


def _headed(heading: str, parts: Iterable[str]) -> str:
    body = [part for part in parts if part]
    return heading + "".join(body) if body else ""


def _sources(pieces: tuple[Piece, ...]) -> Iterable[str]:
    """Return each source's lines together: where a piece begins it, and where others add to it, those `beside` it last."""
    given = {source for piece in pieces for source in piece.sources}
    added = [[(source, lines) for source, lines in piece.beside.items() if source in given] for piece in pieces]
    begun = (piece.sources.items() for piece, instead in zip(pieces, added, strict=True) if not instead)
    found: dict[str, str] = {}
    for source, lines in chain(*begun, *added):
        found[source] = found.get(source, "") + lines
    return found.values()


def _days(day: date) -> dict[str, str]:
    first = day.year - (day.month < _JULY)
    return {
        "day": day.isoformat(),
        "school_year": f"{first}/{(first + 1) % 100:02}",
        "autumn": f"HT{first}",
        "spring": f"VT{first + 1}",
        "next_autumn": f"HT{first + 1}",
        "start": f"{first}-08",
        "year_before": f"{first - 1}-08",
    }
