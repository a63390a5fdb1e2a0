"""What a pilot declares: one frozen record, read from its TOML files by `load_pilot`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import MinLen
from pydantic import StringConstraints

from tsi_eval.designs.contract import Design
from tsi_eval.economics.prices import Price
from tsi_eval.economics.rates import Rates
from tsi_eval.errors import UsageError
from tsi_eval.findings import Imprint
from tsi_eval.findings.finding import unknown_question
from tsi_eval.language import Text
from tsi_eval.periods import DaysSince, Window
from tsi_eval.pilot.source import Source
from tsi_eval.strict import FILLED, STRICT
from tsi_eval.study import Outcome, Unit

DataKind = Literal["synthetic", "public", "real"]
PolicyName = Literal["default", "strict", "staff5", "internal", "public"]
Direction = Literal["higher_better", "lower_better", "ambiguous", "none"]
QuestionRole = Literal["primary", "exploratory"]
Status = Literal["draft", "approved"]
# What identifiers are that may be spellings of one another: nobody has said, one person, or two.
Alike = Literal["", "same", "different"]
TEXT_SLOTS = ("background", "intervention", "theory", "children", "analysis", "lessons", "decisions", "summary")
LONGEST_SHORT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, declared before its answer is known.

    Attributes:
        id: Short name for messages and other questions.
        text: The question.
        direction: Which way its outcome is wanted to go.
        role: Whether the pilot is to be judged by it.
        design: The way to answer it.
        short: A few words for contents and tables, at most `LONGEST_SHORT` characters, or None for
            the whole question.
    """

    id: str
    text: Text
    direction: Direction
    role: QuestionRole
    design: Design
    short: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotData:
    """Files in the pilot's folder that are no data, and why: a form, a decision, last year's try.

    Attributes:
        files: Their names, or patterns such as "*.pdf".
        reason: Why they are not read, for whoever checks the pilot.
    """

    __pydantic_config__ = STRICT

    files: Annotated[tuple[str, ...], MinLen(1)]
    reason: Annotated[str, StringConstraints(pattern=FILLED)] | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Excepted:
    """A signed exception: what a correction would tell of few persons may be told.

    Attributes:
        name: Who signed it, by name and function; the report prints it.
        questions: Ids of the questions that it is for; all others stay protected.
        why: Why.
    """

    __pydantic_config__ = STRICT

    name: Annotated[str, StringConstraints(pattern=FILLED)]
    questions: Annotated[tuple[str, ...], MinLen(1)]
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a report corrects: `[correction]` in `pilot.toml`.

    Attributes:
        report: The date of the report that is corrected.
        why: Why.
        exception: Who signed that the difference may tell of few, or None.
    """

    __pydantic_config__ = STRICT

    report: date
    why: Text
    exception: Excepted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """Everything a pilot declares.

    Attributes:
        id: Folder name.
        folder: Where its files lie.
        title: For the cover.
        summary: What it is, in a sentence or two.
        municipality: Who runs it.
        period: The time the report is about, in words.
        data: "synthetic", "public" or "real".
        source: Where public data come from.
        policy: Disclosure policy.
        report_date: The only date that a report shows.
        windows: Occasions and their days, of the calendar or from each person's own start.
        labels: Words for columns, "column=value" and stages.
        units: Schools and teams.
        outcomes: Measured quantities by id.
        sources: Files.
        not_data: Files that no source reads, and why.
        questions: In the order of the report.
        declared: When the questions were declared.
        declaration_sha256: Hash of the three files' content.
        texts: The people's own chapters, by language and slot.
        status: "draft" until somebody approves it.
        approved_by: Who approved it, as a role or a body, or "".
        prices: Unit prices by id: the package's, and the pilot's own instead of them.
        rates: The price index and surcharges by year: the package's, and the pilot's own.
        correction: What its report corrects, or None.
        imprint: Whose report it is: who asked for it, wrote it and answers for it.
        ids_alike: What identifiers such as "007" and "7" are, when files have both.
    """

    id: str
    folder: Path
    title: Text
    summary: Text
    municipality: str
    period: Text
    data: DataKind
    source: Text
    policy: PolicyName
    report_date: date
    windows: Mapping[str, Window | DaysSince]
    labels: Mapping[str, Text]
    units: tuple[Unit, ...]
    outcomes: Mapping[str, Outcome]
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    declared: date
    declaration_sha256: str
    texts: Mapping[str, Mapping[str, str]]
    status: Status = "draft"
    approved_by: str = ""
    prices: Mapping[str, Price] = field(default_factory=dict)
    rates: Rates = field(default_factory=Rates)
    not_data: tuple[NotData, ...] = ()
    ids_alike: Alike = ""
    correction: Corrected | None = None
    imprint: Imprint = field(default_factory=Imprint)

    @property
    def own_words(self) -> Mapping[str, Text]:
        """Words by key of designs that are no part of the package."""
        return {key: text for question in self.questions for key, text in question.design.words.items()}

    def question(self, name: str) -> Question:
        """Return the question of this id.

        Raises:
            UsageError: The pilot does not ask it (E159).
        """
        known = {question.id: question for question in self.questions}
        if name not in known:
            raise UsageError(unknown_question("questions.toml", name, known))
        return known[name]

    def names_of_units(self) -> tuple[str, ...]:
        """Return everything that units are called in files: ids, names in each language, codes."""
        return tuple(name for unit in self.units for name in (unit.id, unit.label.sv, unit.label.en, *unit.codes))
