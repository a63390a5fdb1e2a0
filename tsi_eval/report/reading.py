"""Opening what was released, and asking it for the chapters of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path

from tsi_eval.errors import Problem, ReportError, UsageError
from tsi_eval.findings.released import Released, from_json
from tsi_eval.in_brief import html_table
from tsi_eval.language import LANGUAGES, Message, with_own
from tsi_eval.report import changes, chapters, glossary, overview, sources
from tsi_eval.report.order import DONE, PARTS, TEXTS, part_of
from tsi_eval.report.parts import Chapter
from tsi_eval.report.question import chapter_of
from tsi_eval.report.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """Chapters that are made already: of which `released.json`, and in which language."""

    released: str
    language: str
    chapters: Mapping[str, Chapter]


_opened: list[Report] = []
_ready: ContextVar[_Ready | None] = ContextVar("_ready", default=None)


@dataclass(frozen=True, slots=True)
class Report:
    """A report in one language; each method returns a chapter, which shows itself in a notebook.

    Attributes:
        made: Chapters that are made already, by the names that `every_chapter` gives them.
    """

    released: Released = field(repr=False)
    language: str = "sv"
    made: Mapping[str, Chapter] = field(default_factory=dict, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"Report({self.released.cover.pilot!r}, {self.language!r})"

    def _repr_html_(self) -> str:
        names = ((f"question({asked.id!r})", self.words.text(asked.text)) for asked in self.released.cover.questions)
        return html_table(repr(self), (), names)

    @property
    def words(self) -> Words:
        """The released values in this report's language."""
        return Words(self.released, self.language)

    def messages(self) -> Chapter:
        """Return the page that stands alone.

        It says what the pilot was, gives a sentence for each answer, says what can't be said, and
        leads to what people have decided.
        """
        return self._chapter("messages", overview.messages)

    def summary(self) -> Chapter:
        """Return the questions as a table: what the data say, how sure, and what kind of claim."""
        return self._chapter("summary", overview.summary)

    def text(self, slot: str) -> Chapter:
        """Return one of the people's own chapters; empty when it is not written."""
        return self._chapter(f"text {slot}", lambda words: chapters.own_text(words, slot))

    def question(self, question: str) -> Chapter:
        """Return the chapter of one question."""
        return self._chapter(f"question {question}", lambda words: chapter_of(words, self.released.finding(question)))

    def questions(self) -> Iterator[Chapter]:
        """Yield a chapter for each question, in the declared order."""
        for asked in self.released.cover.questions:
            yield self.question(asked.id)

    def part(self, name: str) -> Chapter:
        """Return a part of the report: its heading, and its chapters one level under it.

        Args:
            name: "intervention", "reached", "changed", "costs", "voices" or "done".

        Returns:
            All of it in a row; empty when it has no chapters.
        """
        return self._chapter(f"part {name}", lambda words: chapters.in_part(words, name, list(self._chapters_in(name))))

    def _chapters_in(self, name: str) -> Iterator[Chapter]:
        yield from map(self.text, TEXTS.get(name, ()))
        for asked in sorted(self.released.cover.questions, key=lambda asked: asked.role != "primary"):
            if part_of(self.released.finding(asked.id)) == name:
                yield self.question(asked.id)
        if name == DONE:
            yield from (self.quality(), self.glossary(), self.references())

    def changes(self) -> Chapter:
        """Return what changed since the last report; empty when there was none."""
        return self._chapter("changes", changes.changes)

    def limits(self) -> Chapter:
        """Return what can't be said."""
        return self._chapter("limits", chapters.limits)

    def method(self) -> Chapter:
        """Return how numbers were made, with formulas."""
        return self._chapter("method", chapters.method)

    def quality(self) -> Chapter:
        """Return what was delivered, and what is not shown."""
        return self._chapter("quality", chapters.quality)

    def glossary(self) -> Chapter:
        """Return the words that this report uses, explained."""
        return self._chapter("glossary", glossary.glossary)

    def references(self) -> Chapter:
        """Return the sources that this report cites; empty when it cites none."""
        return self._chapter("references", sources.references)

    def appendix(self) -> Chapter:
        """Return every released number, and what it was made from."""
        return self._chapter("appendix", chapters.appendix)

    def every_chapter(self) -> dict[str, Chapter]:
        """Return each chapter that these values have, by a name of its own.

        The names are those of the methods, with what a method is asked for, such as "limits", "text
        background", "question strengths" and "part reached".
        """
        texts = self.released.cover.texts.get(self.language, {})
        whole = (
            self.messages, self.summary, self.changes, self.limits, self.method,
            self.quality, self.glossary, self.references, self.appendix,
        )  # fmt: skip
        alone = {
            **{chapter.__name__: chapter() for chapter in whole},
            **{f"text {slot}": self.text(slot) for slot in texts},
            **{f"question {asked.id}": self.question(asked.id) for asked in self.released.cover.questions},
        }
        ready = replace(self, made={**self.made, **alone})
        return alone | {f"part {name}": ready.part(name) for name in PARTS}

    def _chapter(self, name: str, make: Callable[[Words], Chapter]) -> Chapter:
        if name in self.made:
            return self.made[name]
        with with_own(self.released.cover.words):
            return make(self.words)


def in_a_report() -> bool:
    """Tell whether the cells of a report's notebook are running."""
    return _ready.get() is not None


@contextmanager
def with_chapters(released: str, language: str, chapters: Mapping[str, Chapter]) -> Iterator[None]:
    """While the block runs, a report of this text in this language has these chapters already."""
    token = _ready.set(_Ready(released=released, language=language, chapters=chapters))
    try:
        yield
    finally:
        _ready.reset(token)


def open_report(released: str | Path, language: str = "sv") -> Report:
    """Open a `released.json`.

    Args:
        released: Where the file lies.
        language: "sv" or "en".

    Raises:
        UsageError: An unknown language (E191).
        ReportError: The file is not there or not of this version (E175).
    """
    if language not in LANGUAGES:
        raise UsageError(Problem(code="E191", params={"name": language}))
    path = Path(released)
    try:
        text = path.read_text(encoding="utf-8")
        report = Report(from_json(text), language, _made(text, language))
    except (OSError, ValueError):
        raise ReportError(Problem(code="E175", params={"file": path.name})) from None
    _opened[:] = [report]
    return report


def opened() -> Report:
    """Return the report that was opened last.

    Raises:
        UsageError: None was (E455).
    """
    if not _opened:
        raise UsageError(Problem(code="E455", params={"why": Message("own_study.why.not_opened")}))
    return _opened[-1]


def _made(released: str, language: str) -> Mapping[str, Chapter]:
    ready = _ready.get()
    if ready is None or (ready.released, ready.language) != (released, language):
        return {}
    return ready.chapters
