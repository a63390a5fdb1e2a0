"""What a pilot declares: one frozen record, read from its TOML files by `load_pilot`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from tsi_eval.findings import Claim, Feasibility, Finding
from tsi_eval.language import Text

if TYPE_CHECKING:
    from tsi_eval.errors import Problem
    from tsi_eval.study import Study

# Unknown keys in a person's file are refused, never ignored.
STRICT: Any = {"extra": "forbid"}

Columns = tuple[str, ...]
DataKind = Literal["synthetic", "public", "real"]
PolicyName = Literal["default", "strict", "staff5", "internal"]
Direction = Literal["higher_better", "lower_better", "ambiguous", "none"]
QuestionRole = Literal["primary", "exploratory"]
TableName = Literal["persons", "enrolment", "measures"]
TEXT_SLOTS = ("background", "intervention", "children", "analysis", "lessons", "decisions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of days, half-open: `start` belongs to it, `end` does not."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the window."""
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A school, preschool, team, area or municipality.

    Attributes:
        id: Short name used in data and declarations.
        kind: What it is.
        label: Its name for readers.
        municipality_code: Four digits as text, leading zero kept, or "".
    """

    __pydantic_config__ = STRICT

    id: str
    kind: Literal["school", "preschool", "team", "area", "municipality"]
    label: Text
    municipality_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A measured quantity.

    Attributes:
        label: Its name for readers.
        unit: Its unit in words, such as "poäng" and "points".
        minimum: Smallest possible value, or None.
        maximum: Largest possible value, or None.
        step: Smallest step of the scale; decides how many decimals of a mean are safe to show.
    """

    __pydantic_config__ = STRICT

    label: Text
    unit: Text
    minimum: float | None = None
    maximum: float | None = None
    step: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """How a source's files are written; what is not declared is not guessed.

    Attributes:
        delimiter: Between fields of a csv file.
        decimal: Decimal sign.
        encoding: Text encoding; a byte-order mark is always understood.
        missing: Field contents that mean "no value".
        sheet: Sheet of an xlsx file; may be left out when there is only one.
    """

    __pydantic_config__ = STRICT

    delimiter: Literal[",", ";", "\t", "|"] = ","
    decimal: Literal[".", ","] = "."
    encoding: Literal["utf-8", "cp1252", "utf-16"] = "utf-8"
    missing: tuple[str, ...] = ("",)
    sheet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Files that fill one table, and how.

    Attributes:
        id: Short name for messages and provenance.
        table: The table it fills.
        files: File names or globs inside the pilot's folder; all that match are stacked.
        person: The column with the person's identifier.
        format: How the files are written.
        columns: Our column name → theirs. Persons: attributes such as a group or a unit. Enrolment: `stage`, and
            `present` where rows also say who was absent. Measures in long files: `occasion` or `date`.
        values: Our column name → their value → our value; when given, any other value is a problem.
        stages: Enrolment in wide files: stage → the column that is filled in for those who were present.
        outcomes: Measures: outcome → columns to sum (long files), or outcome → occasion → columns to sum (wide files).
            A sum is missing when any of its columns is.
    """

    __pydantic_config__ = STRICT

    id: str
    table: TableName
    files: tuple[str, ...]
    person: str
    format: FileFormat = field(default_factory=FileFormat)
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, Columns | Mapping[str, Columns]] = field(default_factory=dict)

    def their_columns(self) -> tuple[str, ...]:
        """Return every column of the files that the source declares, each once."""
        names = [self.person, *self.columns.values(), *self.stages.values()]
        for entry in self.outcomes.values():
            for columns in entry.values() if isinstance(entry, Mapping) else [entry]:
                names.extend(columns)
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a design needs of a study, by the names that its options give."""

    outcomes: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


class Design(Protocol):
    """One way to answer a question: a frozen record whose fields are its options."""

    @property
    def name(self) -> str:
        """The design's name in `questions.toml` and in the catalogue."""

    @property
    def claim(self) -> Claim:
        """The strongest claim that it can make with these options."""

    @property
    def needs(self) -> Needs:
        """What the study must hold."""

    @property
    def uses(self) -> tuple[str, ...]:
        """Questions whose findings it reads."""

    def lacks(self, study: Study) -> tuple[Problem, ...]:
        """Return what makes the question impossible with this delivery: a fault to mend, not a small sample."""

    def feasibility(self, study: Study) -> Feasibility:
        """Tell whether the question can be answered with this many persons, waves and clusters."""

    def answer(self, study: Study, earlier: Mapping[str, Finding] | None = None) -> Finding:
        """Return the finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, declared before its answer is known."""

    id: str
    text: Text
    direction: Direction
    role: QuestionRole
    design: Design


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
        windows: Occasions and their days.
        labels: Words for columns, "column=value" and stages.
        units: Schools and teams.
        outcomes: Measured quantities by id.
        sources: Files.
        questions: In the order of the report.
        declared: When the questions were declared.
        declaration_sha256: Hash of the three files' content.
        texts: The people's own chapters, by language and slot.
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
    windows: Mapping[str, Window]
    labels: Mapping[str, Text]
    units: tuple[Unit, ...]
    outcomes: Mapping[str, Outcome]
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    declared: date
    declaration_sha256: str
    texts: Mapping[str, Mapping[str, str]]
