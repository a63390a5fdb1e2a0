"""What a table is: one frozen record, from which readers, checks and documentation are derived.

To add a table, write a file beside this one that holds its record, and add a line to `TABLES` and
to `Frames`. Nothing else has to know of it: a file of the new table is read column by column, by
the kind of each column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from tsi_eval.errors import Param
from tsi_eval.study.tables.column import NUMBERS, Blank, Column, ColumnKind, Presence

if TYPE_CHECKING:
    import pandas as pd

# What only an intake has of a row: its number in its file, and the file's name.
BOOKKEEPING = ("row", "file")
# What a column that no record names may be.
FREE = frozenset({ColumnKind.LABEL, ColumnKind.LEVEL, ColumnKind.COUNT, ColumnKind.AMOUNT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Rows whose columns contradict each other.

    Attributes:
        code: Of the problem.
        rows: True where the row is wrong.
        column: Our name for the column that the problem names; "" when it names none.
        more: What else the problem's lines name, such as limits; never a value from a row.
    """

    code: str
    rows: pd.Series[bool]
    column: str = ""
    more: Mapping[str, Param] = field(default_factory=dict)


class Declared(Protocol):
    """What a table's record may look at of a source."""

    def given(self) -> tuple[str, ...]:
        """Our columns that it declares in any way."""

    @property
    def outcomes(self) -> Mapping[str, object]:
        """Outcome → columns, or occasion → columns."""

    @property
    def days(self) -> Mapping[str, object]:
        """Outcome → occasion → two columns of dates."""

    @property
    def instrument(self) -> object:
        """A questionnaire to score, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Everything that a table is.

    A table with a column of kind `PERSON` holds persons; all others hold tallies.

    Attributes:
        name: What sources, designs and researchers call it.
        columns: Its columns, in the order in which the study has them.
        key: Columns that together stand once only; () when rows may repeat.
        twice: Code of the problem when a key stands more than once.
        cells: Columns that name a smallest tally, in the order of its name; the same tally has the
            same name in every question, so that protection knows it again.
        attributes: ColumnKind of any further column that a source declares, or None when there may
            be no other.
        source_keys: Keys of a source, beside `columns`, that the table's reader understands.
        words_of_sums: Columns in which a row of sums has its word, such as "Totalt"; () for those
            of the key.
        blank_in_sums: A column that a row of sums leaves blank, whatever the row is called; or "".
        adds_up: Numbers of a tally that a row of sums would sum, each as the columns whose product
            it is: hours, or a quantity times its price.
        unbroken: Columns that name a series of months without holes; () when months may be missing.
        faults: Finds rows whose columns contradict each other, in rows as they were read.
        unplaced: Finds keys that a source lacks in a way that no single column says.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    twice: str = "E132"
    cells: tuple[str, ...] = ()
    attributes: ColumnKind | None = None
    source_keys: tuple[str, ...] = ()
    words_of_sums: tuple[str, ...] = ()
    blank_in_sums: str = ""
    adds_up: tuple[tuple[str, ...], ...] = ()
    unbroken: tuple[str, ...] = ()
    faults: Callable[[pd.DataFrame], Iterable[Fault]] | None = None
    unplaced: Callable[[Declared], Iterable[str]] | None = None

    def __post_init__(self) -> None:
        """Refuse a record by which an identifier would enter a study as text.

        Text that stays outside is refused likewise.

        Raises:
            ValueError: What contradicts what, for the author of the table.
        """
        if contradiction := next(self._contradictions(), ""):
            raise ValueError(f"{self.name}: {contradiction}")

    def _contradictions(self) -> Iterator[str]:
        names = [column.name for column in self.columns]
        if len({*names, *BOOKKEEPING}) < len(names) + len(BOOKKEEPING):
            yield "a column's name stands twice, or is one that only an intake has"
        if any(column.limits and column.kind not in NUMBERS for column in self.columns):
            yield "only numbers have limits"
        yield from self._ways_past_the_door()

    def _ways_past_the_door(self) -> Iterator[str]:
        """Yield how an identifier, or text that stays outside, would enter the study."""
        if self.attributes is not None and self.attributes not in FREE:
            yield "further attributes are words or numbers, never identifiers"
        if len(list(self.of_kind(ColumnKind.PERSON))) > 1:
            yield "a row belongs to one person"
        for column in self.of_kind(ColumnKind.WITHIN_PERSON):
            if self.person is None or column.file is not Presence.MUST or not column.study:
                yield f"{column.name} is an identifier within a person, whom every row must have, as it must have it"
        if any(column.study for column in self.of_kind(ColumnKind.OUTSIDE)):
            yield "text that stays outside can't enter the study"

    @property
    def person(self) -> Column | None:
        """The column that identifies persons; None for tallies."""
        return next(self.of_kind(ColumnKind.PERSON), None)

    @property
    def study_columns(self) -> tuple[str, ...]:
        """The columns that the study has."""
        return tuple(column.name for column in self.columns if column.study)

    @property
    def file_columns(self) -> tuple[str, ...]:
        """The columns that a source may declare under `columns`, besides further attributes."""
        return tuple(c.name for c in self.columns if c.file is not Presence.NEVER and c.kind is not ColumnKind.PERSON)

    def of_kind(self, *kinds: ColumnKind) -> Iterator[Column]:
        """Yield the columns of some kinds."""
        return (column for column in self.columns if column.kind in kinds)

    def column(self, name: str) -> Column | None:
        """Return a column by our name, or what any attribute is; None when there is none."""
        named = next((column for column in self.columns if column.name == name), None)
        if named is None and self.attributes is not None:
            return Column(name=name, kind=self.attributes, file=Presence.MAY, blank=Blank.MISSING)
        return named

    def required(self, columns: Iterable[str], keys: Iterable[str]) -> tuple[str, ...]:
        """Return the columns that a source with these columns and keys still has to declare."""
        given, wide = set(columns), set(keys)
        return tuple(
            column.name
            for column in self.columns
            if column.file is Presence.MUST
            and column.kind is not ColumnKind.PERSON
            and column.wide not in wide
            and not given.intersection((column.name, *column.unless))
        )

    def places_of_sums(self) -> tuple[str, ...]:
        """Return the columns of a file in which a row of sums has its word."""
        if self.words_of_sums:
            return self.words_of_sums
        made = {column.name: column.made_of for column in self.columns if column.made_of}
        return tuple(part for name in self.key for part in made.get(name, (name,)))

    def rowless(self) -> list[str]:
        """Return the columns whose blank fields say that the row says nothing."""
        return [column.name for column in self.columns if column.study and column.blank is Blank.NO_ROW]
