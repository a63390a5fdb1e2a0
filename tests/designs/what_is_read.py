"""All words that a reader of a report meets.

They stand in prose, tables and figures, and as letters inside the drawings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from matplotlib.backends.backend_svg import RendererSVG

from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import has_sentence
from tsi_eval.report import figures
from tsi_eval.report.document import document_of
from tsi_eval.report.parts import Chapter, Figure, Part, Prose, Table
from tsi_eval.report.reading import Report
from tsi_eval.report.words import Words

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~^$@&])")
_FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
_CITED = re.compile(r"\[[^\]]*@[^\]]*\]")
# Marks for pandoc, which no reader sees: boxes, classes, the language of a word.
_MARKS = re.compile(r"^:::.*$|\{[#.][^}]*\}|\{lang=\w+\}", re.MULTILINE)
# Stands where a formula or a source is cited, so that no sentence seems to lack a word.
_SOMETHING = "ƒ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one report says.

    Attributes:
        texts: Where something stands → the words there, without formulas and marks.
        markdown: The same as it was written.
        nameless: Ids for which the report has no words, and what asked for them: (id, asked by).
    """

    texts: Mapping[str, str]
    markdown: Mapping[str, str]
    nameless: frozenset[tuple[str, str]] = field(default=frozenset())


def read(report: Report, *, drawings: bool = True) -> Read:
    """Return what a report says in all its chapters.

    Args:
        report: The report, in one language.
        drawings: Whether figures are drawn too; without, only the words around them are made.
    """
    nameless: set[tuple[str, str]] = set()
    with pytest.MonkeyPatch.context() as patch, _drawn(patch, drawings=drawings) as letters:
        _watched(patch, nameless)
        written = {
            f"{chapter} {place}{where}": text
            for chapter, shown in _chapters(report)
            for place, part in enumerate(shown.parts)
            for where, text in _words_of(part)
        }
    written |= _around(report)
    written |= {f"letters in figures {place}": text for place, text in enumerate(letters)}
    return Read(
        texts={where: _seen(text) for where, text in written.items()},
        markdown=written,
        nameless=frozenset(nameless),
    )


def _chapters(report: Report) -> Iterator[tuple[str, Chapter]]:
    for name in ("messages", "summary", "changes", "limits", "method", "quality", "glossary", "references", "appendix"):
        yield name, getattr(report, name)()
    for chapter in report.questions():
        yield "question", chapter


def _around(report: Report) -> dict[str, str]:
    """Return what a document says around its chapters: on the cover and on top of every page."""
    document = document_of({"cells": []}, report.words)
    said = {"title": document.title, "band": document.band, **document.labels, **dict(document.facts)}
    return {f"cover {where}": text for where, text in said.items()}


def _words_of(part: Part) -> Iterator[tuple[str, str]]:
    if isinstance(part, Prose):
        yield "", part.markdown
    elif isinstance(part, Table):
        named = {"caption": part.caption, "header": " | ".join(part.header), "note": part.note}
        rows = {f"row {place}": " | ".join(row) for place, row in enumerate(part.rows)}
        yield from ((f" {part.id} {where}", text) for where, text in (named | rows).items())
    elif isinstance(part, Figure):
        for where in ("title", "subtitle", "source", "alt"):
            yield f" {part.id} {where}", getattr(part, where)


def _seen(markdown: str) -> str:
    """Return what a reader sees of a text in Markdown."""
    prose = _CITED.sub(_SOMETHING, _FORMULA.sub(_SOMETHING, markdown))
    return _ESCAPED.sub(r"\1", _MARKS.sub("", prose))


@contextmanager
def _drawn(patch: pytest.MonkeyPatch, *, drawings: bool) -> Iterator[list[str]]:
    """Give the list of letters that are drawn while this lasts."""
    letters: list[str] = []
    if not drawings:
        patch.setattr(figures, "svg_of", lambda *_: "")
        yield letters
        return
    draw: Any = RendererSVG.draw_text

    def watched(self: RendererSVG, gc: object, x: float, y: float, s: str, *more: object, **named: object) -> None:
        letters.append(s)
        draw(self, gc, x, y, s, *more, **named)

    patch.setattr(RendererSVG, "draw_text", watched)
    yield letters


def _watched(patch: pytest.MonkeyPatch, nameless: set[tuple[str, str]]) -> None:
    """Note each id that is said as it is written.

    Neither the pilot nor the catalogue has a word for it.
    """
    label, unit = Words.label, Words.unit

    def watched_label(self: Words, name: str) -> str:
        said = label(self, name)
        bare = name.partition("=")[2] or name
        known = name in self.released.cover.labels or has_sentence(f"group.{name}")
        if _ESCAPED.sub(r"\1", said) == bare and not known and _has_letters(bare):
            nameless.add((name, "label"))
        return said

    def watched_unit(self: Words, estimate: ReleasedEstimate) -> str:
        said = unit(self, estimate)
        named = {f"unit:{estimate.group}", f"unit:{estimate.unit}"} & set(self.released.cover.labels)
        if not (said or named or has_sentence(f"unit.{estimate.unit}")):
            nameless.add((estimate.unit, "unit"))
        return said

    patch.setattr(Words, "label", watched_label)
    patch.setattr(Words, "unit", watched_unit)


def _has_letters(name: str) -> bool:
    """Tell whether an id has letters; "2023/24" is said as it is written in every language."""
    return any(character.isalpha() for character in name)
