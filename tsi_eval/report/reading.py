"""Opening what was released, and asking it for the chapters of a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tsi_eval.errors import Problem, ReportError, UsageError
from tsi_eval.findings.released import Released, from_json
from tsi_eval.language import LANGUAGES
from tsi_eval.report import changes, chapters, glossary, overview, sources
from tsi_eval.report.parts import Chapter
from tsi_eval.report.question import chapter_of
from tsi_eval.report.words import Words


@dataclass(frozen=True, slots=True)
class Report:
    """A report in one language; each method returns a chapter, which shows itself in a notebook."""

    released: Released = field(repr=False)
    language: str = "sv"

    @property
    def words(self) -> Words:
        """The released values in this report's language."""
        return Words(self.released, self.language)

    def messages(self) -> Chapter:
        """Return the page that stands alone.

        It says what the pilot was, gives a sentence for each answer, says what can't be said, and
        leads to what people have decided.
        """
        return overview.messages(self.words)

    def summary(self) -> Chapter:
        """Return the questions as a table: what the data say, how sure, and what kind of claim."""
        return overview.summary(self.words)

    def text(self, slot: str) -> Chapter:
        """Return one of the people's own chapters; empty when it is not written."""
        return chapters.own_text(self.words, slot)

    def question(self, question: str) -> Chapter:
        """Return the chapter of one question."""
        return chapter_of(self.words, self.released.finding(question))

    def questions(self) -> Iterator[Chapter]:
        """Yield a chapter for each question, in the declared order."""
        for asked in self.released.cover.questions:
            yield self.question(asked.id)

    def changes(self) -> Chapter:
        """Return what changed since the last report; empty when there was none."""
        return changes.changes(self.words)

    def limits(self) -> Chapter:
        """Return what can't be said."""
        return chapters.limits(self.words)

    def method(self) -> Chapter:
        """Return how it was done, with formulas."""
        return chapters.method(self.words)

    def quality(self) -> Chapter:
        """Return what was delivered, and what is not shown."""
        return chapters.quality(self.words)

    def glossary(self) -> Chapter:
        """Return the words that this report uses, explained."""
        return glossary.glossary(self.words)

    def references(self) -> Chapter:
        """Return the sources that this report cites; empty when it cites none."""
        return sources.references(self.words)

    def appendix(self) -> Chapter:
        """Return every released number, and what it was made from."""
        return chapters.appendix(self.words)


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
        return Report(from_json(path.read_text(encoding="utf-8")), language)
    except (OSError, ValueError):
        raise ReportError(Problem(code="E175", params={"file": path.name})) from None
