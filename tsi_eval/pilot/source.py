"""Files that fill a table, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Gt, MinLen
from pydantic import AfterValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from tsi_eval.instruments import instrument
from tsi_eval.periods import MonthNumber
from tsi_eval.pilot.stage_words import StageWords
from tsi_eval.strict import FILLED, STRICT
from tsi_eval.study.tables import Table, table_named, table_names
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.in_layouts import only_number
from tsi_eval.study.tables.sums import TOTALS

# The name of a column of theirs. A blank one would be no column, and nothing would be read from it.
Theirs = Annotated[str, StringConstraints(pattern=FILLED)]
Columns = Annotated[tuple[Theirs, ...], MinLen(1)]
# The id of a source or a question stands in names of files and in links, and so has no signs.
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9ÅÄÖåäö_][A-Za-z0-9ÅÄÖåäö_.-]*$")]
# Keys of a source that only some tables' readers understand.
KEYS_OF_TABLES = (
    "year",
    "clusters",
    "dates",
    "stages",
    "words",
    "outcomes",
    "days",
    "instrument",
    "series",
    "closed_months",
    "asked",
    "answered",
)


# "{item}" or "{item:02}", once, in words without other braces: a format may ask for anything, such
# as a name of millions of letters.
_ITEMS = re.compile(r"[^{}]*\{item(:0?\d)?\}[^{}]*")
LONGEST_PATTERN = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def _items(columns: str) -> str:
    if _ITEMS.fullmatch(columns) is None:
        raise PydanticCustomError("item_columns", "Input should name the column of an item")
    return columns


def _pattern(files: str) -> str:
    """Return a pattern of files that a folder can be searched for."""
    parts = re.split(r"[/\\]", files)
    says_something = len(files) <= LONGEST_PATTERN and any(part.strip(" .") for part in parts)
    # Two stars stand for folders in folders, and only alone between two strokes.
    if not says_something or _CONTROL.search(files) or any("**" in part and part != "**" for part in parts):
        raise PydanticCustomError("file_pattern", "Input should name files")
    return files


def _known_table(name: str) -> str:
    if name in table_names():
        return name
    *most, last = (f"'{known}'" for known in table_names())
    # Said as pydantic says it of a fixed set of words.
    raise PydanticCustomError(
        "literal_error", "Input should be {expected}", {"expected": f"{', '.join(most)} or {last}"}
    )


TableName = Annotated[str, AfterValidator(_known_table), WithJsonSchema({"type": "string", "enum": [*table_names()]})]
FilePattern = Annotated[str, AfterValidator(_pattern)]
Marker = Literal["secret", "missing", "zero"]
# How many were asked.
Persons = Annotated[int, Gt(0)]


# ".." and "." mean the same wherever they are met; "-" is a zero at Statistics Sweden and "no
# basis" at Skolverket, so it is declared.
MARKERS: Mapping[str, Marker] = {"..": "secret", ".": "missing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """How a source's files are written.

    What is "auto" is found in the file and said in the report, and never assumed in silence.

    The header is found by the names of the declared columns. When group names stand over the column
    names, as over merged cells, columns are called "group / name".

    Attributes:
        delimiter: Between fields of a csv file.
        decimal: Decimal sign; one in a column.
        thousands: What parts thousands from hundreds. A gap always may; a comma, a point or an
            apostrophe must be declared, since "42.000" may be forty-two.
        percent: What 45 % means: "as_written" is 45, where every number of the column has the sign.
        times: Their column → what its numbers are multiplied by, such as 1000 for one in thousands
            of crowns.
        encoding: Text encoding; a byte-order mark is always understood. "mac_roman" is that of old
            Macs, and is never found without being declared.
        missing: Field contents that mean "no value".
        sheet: Sheet of an xlsx file; may be left out when there is only one.
        totals: Words that begin a row of sums in a tally; such rows are left out.
        markers: Signs in a tally's number columns, and what they mean.
    """

    __pydantic_config__ = STRICT

    delimiter: Literal["auto", ",", ";", "\t", "|"] = "auto"
    decimal: Literal["auto", ".", ","] = "auto"
    thousands: Literal["auto", " ", ".", ",", "'"] = "auto"
    percent: Literal["refuse", "as_written"] = "refuse"
    times: Mapping[str, Annotated[float, Gt(0)]] = field(default_factory=dict)
    encoding: Literal["auto", "utf-8", "cp1252", "mac_roman", "utf-16"] = "auto"
    missing: tuple[str, ...] = ("",)
    sheet: str = ""
    totals: tuple[str, ...] = TOTALS
    markers: Mapping[str, Marker] = field(default_factory=lambda: dict(MARKERS))

    @property
    def decimal_sign(self) -> Literal["auto", ".", ","]:
        """The decimal sign; where only the sign of thousands is declared, it is the other one."""
        if self.decimal == "auto" and self.thousands in {".", ","}:
            return "," if self.thousands == "." else "."
        return self.decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentUse:
    """Items of a questionnaire, scored by the package's key.

    Its scales become outcomes called "prefix_scale".

    Attributes:
        key: The instrument's id, such as "sdq_parent".
        items: Their column for item 1, 2, …, such as "p{item:02}".
        prefix: Of the outcomes' ids.
        respondent: Their column that says who answered, or "".
        respondents: Who may have answered, in order of preference; of two who answered for one
            child, one is kept, the same at every occasion. Empty: two for one child is a problem.
        others: Who else has answered, and whose answers are left out; "" for whoever has left no
            word of who it was.
    """

    __pydantic_config__ = STRICT

    key: str
    items: Annotated[str, AfterValidator(_items)]
    prefix: str
    respondent: str = ""
    respondents: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table whose columns are the values of one of its own columns.

    Attributes:
        across: Our name for what the columns stand for, such as "period" or "who". Also "year",
            where the rows are months, and "month", where they are years.
        other: Columns that are none of these, though their names look so, such as "Andel 2023".
    """

    __pydantic_config__ = STRICT

    across: str
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Files that fill one table, and how.

    Attributes:
        id: Short name for messages and provenance.
        table: The table it fills.
        files: File names or globs inside the pilot's folder; all that match are stacked.
        person: The column with the person's identifier; tallies have none.
        format: How the files are written.
        columns: Our column name → theirs. Which columns a table has, and which of them must be
            named, stand in its record and are listed by
            `tsi_eval.study.tables.described.described()`; persons may have any attribute.
        year: Contacts and counts: their column of the year, where that of the period has the month
            alone; or "".
        values: Our column name → their value → our value; when given, any other value is a problem.
        clusters: Persons: our column name → their column of identifiers of what persons belong to,
            such as the child of two parents or a class. Pseudonymised as persons are, and never
            shown.
        dates: Persons: name of a date → their column, from which windows may be counted in days.
            Dates help to place measurements, and never enter the study.
        stages: Enrolment in wide files: stage → the column that is filled in for those who were
            present.
        words: Enrolment: further words for yes, no and ongoing, beside those that everybody writes.
        outcomes: Measures: outcome → columns to sum (long files), or outcome → occasion → columns
            to sum (wide files). A sum is missing when any of its columns is.
        days: Measures: outcome → occasion → two of their columns, from the first of which to the
            second days are counted. Missing where either is blank.
        instrument: Measures: a questionnaire to score.
        series: Counts in wide files: series → their column, or series → unit → their column.
        closed_months: Counts and contacts: months of the year without rows because nothing happens
            then, such as 7.
        asked: How many were asked, of whom the files hold those who answered. Measures: occasion →
            how many, or the stage at which everyone was asked. Counts: month or term → how many, or
            → unit → how many; or "pupils" for all pupils of each unit. "" is not known.
        answered: Counts: the series of those who answered.
        fixed: Our column name → our value, for what no column says since it is the same in all
            rows, such as `series = "reports"`.
        layout: What the columns stand for, where they are values of one of our columns. Columns of
            numbers are then named by a pattern, such as "{term} / Elever".
        sections: Our column name for what a title over a block of rows stands for; or "". Where
            that may be any words, `values` says which titles there are.
        blank_means_above: Our column names whose blanks mean what stands above.
    """

    __pydantic_config__ = STRICT

    id: Id
    table: TableName
    files: Annotated[tuple[FilePattern, ...], MinLen(1)]
    person: str = ""
    format: FileFormat = field(default_factory=FileFormat)
    columns: Mapping[str, Theirs] = field(default_factory=dict)
    year: str = ""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    clusters: Mapping[str, Theirs] = field(default_factory=dict)
    dates: Mapping[str, Theirs] = field(default_factory=dict)
    stages: Mapping[str, Theirs] = field(default_factory=dict)
    words: StageWords | None = None
    outcomes: Mapping[str, Columns | Mapping[str, Columns]] = field(default_factory=dict)
    days: Mapping[str, Mapping[str, tuple[Theirs, Theirs]]] = field(default_factory=dict)
    instrument: InstrumentUse | None = None
    series: Mapping[str, Theirs | Mapping[str, Theirs]] = field(default_factory=dict)
    closed_months: tuple[MonthNumber, ...] = ()
    asked: str | Mapping[str, Persons | Mapping[str, Persons]] = ""
    answered: str = ""
    fixed: Mapping[str, str | int] = field(default_factory=dict)
    layout: Layout | None = None
    sections: str = ""
    blank_means_above: Columns = ()

    @property
    def record(self) -> Table:
        """What the table that it fills is."""
        return table_named(self.table)

    @property
    def is_tally(self) -> bool:
        """Whether the files hold tallies and not persons."""
        return self.record.person is None

    def keys_given(self) -> tuple[str, ...]:
        """Return the keys that it has of those that only some tables' readers understand."""
        return tuple(key for key in KEYS_OF_TABLES if getattr(self, key))

    def given(self) -> tuple[str, ...]:
        """Return our columns that it declares in any way, also those that no file has."""
        names = [*self.columns, *self.fixed, *([self.sections] if self.sections else [])]
        if self.layout is not None:
            names += [self.layout.across, only_number(self.record)]
        return tuple(dict.fromkeys(name for name in names if name))

    def patterns(self) -> Mapping[str, str]:
        """Return our columns of numbers → how their columns are named, where there is a layout.

        Without a pattern the columns of the only number are named by what they stand for alone.
        """
        if self.layout is None:
            return {}
        place = f"{{{self.layout.across}}}"
        only = only_number(self.record)
        found = {ours: theirs for ours, theirs in self.columns.items() if place in theirs}
        return found if found or not only or only in self.columns else {only: place}

    def item_columns(self) -> Mapping[int, str]:
        """Return item number → their column, of a questionnaire."""
        if self.instrument is None:
            return {}
        return {n: self.instrument.items.format(item=n) for n in range(1, instrument(self.instrument.key).n_items + 1)}

    def their_columns(self) -> tuple[str, ...]:
        """Return every column of the files that the source declares by name, each once."""
        patterns = self.patterns()
        named = [theirs for ours, theirs in self.columns.items() if ours not in patterns]
        names = [self.person, *named, self.year, *self.clusters.values(), *self.dates.values(), *self.stages.values()]
        names += (column for entry in self.days.values() for pair in entry.values() for column in pair)
        names += self.item_columns().values()
        names.append(self.instrument.respondent if self.instrument else "")
        names += self._columns_of_numbers()
        return tuple(dict.fromkeys(name for name in names if name))

    def words_declared(self) -> tuple[str, ...]:
        """Return the columns that the source declares, and the words that it says stand in them."""
        mapped = (words for ours, words in self.values.items() if ours != "person")
        fixed = (str(value) for value in self.fixed.values())
        return tuple(dict.fromkeys((*self.their_columns(), *(word for words in mapped for word in words), *fixed)))

    def _columns_of_numbers(self) -> Iterator[str]:
        """Yield the columns of outcomes and of series, however they are declared."""
        for entry in self.outcomes.values():
            for columns in entry.values() if isinstance(entry, Mapping) else [entry]:
                yield from columns
        for column in self.series.values():
            yield from column.values() if isinstance(column, Mapping) else [column]

    def their_name(self, ours: str) -> str:
        """Return what the files call one of our columns, or "" for one that they don't have."""
        if self.record.person is not None and ours == self.record.person.name:
            return self.person
        return {**self.columns, **self.clusters}.get(ours, "")

    def columns_outside(self) -> tuple[str, ...]:
        """Return the declared columns of text and of dates that never enter a study."""
        found = {ours: self.record.column(ours) for ours in self.columns}
        texts = [self.columns[ours] for ours, column in found.items() if column and column.kind is ColumnKind.OUTSIDE]
        return (*texts, *self.dates.values())


def their_names(sources: Iterable[Source], ours: str) -> str:
    """Return what the files of some sources call one of our columns; our name where none has it."""
    return ", ".join(dict.fromkeys(name for source in sources if (name := source.their_name(ours)))) or ours
