"""What a pilot declares: one frozen record, read from its TOML files by `load_pilot`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

from annotated_types import Ge, Le

from tsi_eval.economics.prices import Price
from tsi_eval.findings import Claim, Feasibility, Finding
from tsi_eval.instruments import instrument
from tsi_eval.language import Text

if TYPE_CHECKING:
    from tsi_eval.errors import Problem
    from tsi_eval.study import Study

# Unknown keys in a person's file are refused, never ignored.
STRICT: Any = {"extra": "forbid"}

Columns = tuple[str, ...]
MonthNumber = Annotated[int, Ge(1), Le(12)]
DataKind = Literal["synthetic", "public", "real"]
PolicyName = Literal["default", "strict", "staff5", "internal"]
Direction = Literal["higher_better", "lower_better", "ambiguous", "none"]
QuestionRole = Literal["primary", "exploratory"]
Status = Literal["draft", "approved"]
TableName = Literal["persons", "enrolment", "measures", "contacts", "counts", "absence", "costs"]
Marker = Literal["secret", "missing", "zero"]
TEXT_SLOTS = ("background", "intervention", "theory", "children", "analysis", "lessons", "decisions")
# ".." and "." mean the same wherever they are met; "-" is a zero at Statistics Sweden and "no basis" at Skolverket, so it is declared.
MARKERS: Mapping[str, Marker] = {"..": "secret", ".": "missing"}
LONGEST_SHORT = 40
TOTALS = ("totalt", "summa", "total", "samtliga", "sum")


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
        codes: Codes that files may use for it, old and new; a code that lost its leading zeros is recognised.
        pupils: Its pupils or children, for rates; or None.
    """

    __pydantic_config__ = STRICT

    id: str
    kind: Literal["school", "preschool", "team", "area", "municipality"]
    label: Text
    municipality_code: str = ""
    codes: tuple[str, ...] = ()
    pupils: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A measured quantity.

    Attributes:
        label: Its name for readers.
        unit: Its unit in words, such as "poäng" and "points".
        minimum: Smallest possible value, or None.
        maximum: Largest possible value, or None.
        step: Smallest step of the scale; decides how many decimals of a mean are safe to show.
        sd: Standard deviation in the group that reliable change is judged by, or None.
        reliability: Its reliability there, or None.
        reference: Where `sd` and `reliability` come from.
    """

    __pydantic_config__ = STRICT

    label: Text
    unit: Text
    minimum: float | None = None
    maximum: float | None = None
    step: float = 1.0
    sd: float | None = None
    reliability: float | None = None
    reference: Text = field(default_factory=lambda: Text(sv="", en=""))

    @classmethod
    def plain(cls, name: str) -> Outcome:
        """Return an outcome of which nothing is declared but its name."""
        return cls(label=Text(sv=name, en=name), unit=Text(sv="", en=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """How a source's files are written; "auto" is found in the file and said in the report, never assumed in silence.

    The header is found by the names of the declared columns. When group names stand over the column names, as over merged cells, columns
    are called "group / name".

    Attributes:
        delimiter: Between fields of a csv file.
        decimal: Decimal sign; one in a column.
        encoding: Text encoding; a byte-order mark is always understood.
        missing: Field contents that mean "no value".
        sheet: Sheet of an xlsx file; may be left out when there is only one.
        totals: Words that begin a row of sums in a tally; such rows are left out.
        markers: Signs in a tally's number columns, and what they mean.
    """

    __pydantic_config__ = STRICT

    delimiter: Literal["auto", ",", ";", "\t", "|"] = "auto"
    decimal: Literal["auto", ".", ","] = "auto"
    encoding: Literal["auto", "utf-8", "cp1252", "utf-16"] = "auto"
    missing: tuple[str, ...] = ("",)
    sheet: str = ""
    totals: tuple[str, ...] = TOTALS
    markers: Mapping[str, Marker] = field(default_factory=lambda: dict(MARKERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentUse:
    """Items of a questionnaire, scored by the package's key; its scales become outcomes called "prefix_scale".

    Attributes:
        key: The instrument's id, such as "sdq_parent".
        items: Their column for item 1, 2, …, such as "p{item:02}".
        prefix: Of the outcomes' ids.
        respondent: Their column that says who answered, or "".
        respondents: Who may have answered, in order of preference; of two who answered for one child, one is kept, the same at
            every occasion. Empty: two for one child is a problem.
    """

    __pydantic_config__ = STRICT

    key: str
    items: str
    prefix: str
    respondent: str = ""
    respondents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Files that fill one table, and how.

    Attributes:
        id: Short name for messages and provenance.
        table: The table it fills.
        files: File names or globs inside the pilot's folder; all that match are stacked.
        person: The column with the person's identifier; tallies have none.
        format: How the files are written.
        columns: Our column name → theirs. Persons: attributes such as a group or a unit. Enrolment: `stage`, and
            `present` where rows also say who was absent. Measures in long files: `occasion` or `date`. Contacts: `unit`, `period`,
            `arena`, `who`, `n`, `minutes`. Counts: `period`, `unit`, `series`, `n`, `exposure`. Absence: `unit`, `term`,
            `school_year`, `grade`, `pupils`, `valid`, `invalid`, `offered`. Costs: `item`, `kind`, `quantity`, `measure`, `price`,
            `price_year`, `payer`, `source`.
        values: Our column name → their value → our value; when given, any other value is a problem.
        clusters: Persons: our column name → their column of identifiers of what persons belong to, such as the child of two parents or a
            class. Pseudonymised as persons are, and never shown.
        stages: Enrolment in wide files: stage → the column that is filled in for those who were present.
        outcomes: Measures: outcome → columns to sum (long files), or outcome → occasion → columns to sum (wide files).
            A sum is missing when any of its columns is.
        instrument: Measures: a questionnaire to score.
        series: Counts in wide files: series → their column, or series → unit → their column.
        closed_months: Counts: months of the year without rows because nothing happens then, such as 7.
    """

    __pydantic_config__ = STRICT

    id: str
    table: TableName
    files: tuple[str, ...]
    person: str = ""
    format: FileFormat = field(default_factory=FileFormat)
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    clusters: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, Columns | Mapping[str, Columns]] = field(default_factory=dict)
    instrument: InstrumentUse | None = None
    series: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    closed_months: tuple[MonthNumber, ...] = ()

    @property
    def is_tally(self) -> bool:
        """Whether the files hold tallies and not persons."""
        return self.table in {"contacts", "counts", "absence", "costs"}

    def item_columns(self) -> Mapping[int, str]:
        """Return item number → their column, of a questionnaire."""
        if self.instrument is None:
            return {}
        return {n: self.instrument.items.format(item=n) for n in range(1, instrument(self.instrument.key).n_items + 1)}

    def their_columns(self) -> tuple[str, ...]:
        """Return every column of the files that the source declares, each once."""
        names = [self.person, *self.columns.values(), *self.clusters.values(), *self.stages.values()]
        names += self.item_columns().values()
        names.append(self.instrument.respondent if self.instrument else "")
        for entry in self.outcomes.values():
            for columns in entry.values() if isinstance(entry, Mapping) else [entry]:
                names.extend(columns)
        for column in self.series.values():
            names.extend(column.values() if isinstance(column, Mapping) else [column])
        return tuple(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a design needs of a study, by the names that its options give."""

    outcomes: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    tables: tuple[TableName, ...] = ()
    series: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()


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
    """A question, declared before its answer is known.

    Attributes:
        id: Short name for messages and other questions.
        text: The question.
        direction: Which way its outcome is wanted to go.
        role: Whether the pilot is to be judged by it.
        design: The way to answer it.
        short: A few words for contents and tables, at most `LONGEST_SHORT` characters, or None for the whole question.
    """

    id: str
    text: Text
    direction: Direction
    role: QuestionRole
    design: Design
    short: Text | None = None


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
        status: "draft" until somebody approves it.
        approved_by: Who approved it, as a role or a body, or "".
        prices: Unit prices by id: the package's, and the pilot's own instead of them.
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
    status: Status = "draft"
    approved_by: str = ""
    prices: Mapping[str, Price] = field(default_factory=dict)
