"""What a design may see: pseudonymised tables of declared columns.

With them comes the receipt, which says what each source delivered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Unpack, cast

from tsi_eval.carries import STUDY, Reduced, saying
from tsi_eval.economics.prices import Price
from tsi_eval.economics.rates import Rates
from tsi_eval.errors import Problem, UsageError, did_you_mean
from tsi_eval.findings import Measured
from tsi_eval.findings.shown import Exploration, room
from tsi_eval.in_brief import html_table
from tsi_eval.language import Message, Text, chosen, say
from tsi_eval.study.asking import Asking
from tsi_eval.study.beside import beside
from tsi_eval.study.labels import labels_of
from tsi_eval.study.outcome import Outcome
from tsi_eval.study.tables import ENROLMENT, MEASURES, PERSONS, TABLES, Frames, personal_tables, table_named
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.enrolment import State
from tsi_eval.study.unit import Unit

LABELS = (ColumnKind.LABEL, ColumnKind.OCCASION, ColumnKind.UNIT)

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReceipt:
    """What one source delivered.

    Attributes:
        source: Its id.
        files: Number of files.
        rows: Rows received.
        columns_used: Columns that were declared.
        columns_dropped: Columns that no source declared, and that stayed outside.
        values: "outcome@occasion" → rows with a value, and rows without.
        hidden: Numbers that were hidden before they came here.
        notes: What was found in the files rather than declared, and what was left out, in words
            without counts.
    """

    source: str
    files: int
    rows: int
    columns_used: int
    columns_dropped: int
    values: Mapping[str, tuple[int, int]]
    hidden: int = 0
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Study:
    """Pseudonymised tables; prints its schema, never its rows.

    Tables are handed out as copies. Rows keep the order of the delivery, and no result depends on
    it or on a pseudonym.

    Attributes:
        rates: The price index and surcharges, by year.
        declared: Column → labels that it may hold though no row has them yet, such as "occasion" →
            an occasion whose measurements have not come.
        askings: Whom measurements and polls asked, where that was declared.
        labels: Words for other ids: groups "column=value", occasions and stages.
        together: Columns of the persons that say whom they belong to, such as the child of two
            parents. Those are protected as persons are, in every question.
    """

    outcomes: Mapping[str, Outcome]
    receipt: tuple[SourceReceipt, ...]
    data_hashes: Mapping[str, str]
    units: tuple[Unit, ...] = ()
    prices: Mapping[str, Price] = field(default_factory=dict)
    rates: Rates = field(default_factory=Rates)
    declared: Mapping[str, Sequence[str]] = field(default_factory=dict)
    askings: tuple[Asking, ...] = ()
    labels: Mapping[str, Text] = field(default_factory=dict)
    together: tuple[str, ...] = ()
    _tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __reduce__(self) -> Reduced:
        return saying(self, STUDY)

    @classmethod
    def from_frames(
        cls,
        *,
        outcomes: Mapping[str, Outcome] | None = None,
        units: tuple[Unit, ...] = (),
        prices: Mapping[str, Price] | None = None,
        rates: Rates | None = None,
        declared: Mapping[str, Sequence[str]] | None = None,
        closed_months: tuple[int, ...] = (),
        labels: Mapping[str, Text | str] | None = None,
        clusters: tuple[str, ...] = (),
        **frames: Unpack[Frames],
    ) -> Study:
        """Make a study of a researcher's own frames, without a pilot folder.

        A frame is held to all that a file of the same table is held to, and is never changed. What
        a frame must have stands before the semicolon, what it may have after it:

            persons: person; any other
            enrolment: person, stage; state
            measures: person, occasion, outcome, value
            contacts: unit, period or month, arena, who, n; status, minutes
            counts: month or period, series, n; unit, status, exposure
            absence: unit, term, pupils, valid, invalid, offered; school_year, grade, status
            costs: item, kind, quantity, measure, price, price_year, payer, source

        Labels and identifiers are text; whole numbers are taken as their digits, so that 7, 7.0 and
        "7" are the same. Months, days, terms and school years are text as in files, or dates,
        timestamps and pandas Periods. Without `status` no number may be missing; with it, one may
        where it says "secret" (hidden) or "missing" (not known). Empty text in `unit` or `grade`
        says that a row is of no school or grade. A measure without a value says nothing, and is
        left out. Of costs, `kind` is "staff" or "other", and `measure` "hour", "month" or "piece";
        the price of staff is the monthly salary of full time before surcharge, also where the
        quantity is hours. `state` is "present", as it is when left out, or "ongoing" for a person
        who is still on the way to the stage.

        Args:
            outcomes: Labels, ranges and steps; outcomes not named get step 1 and their id as label.
            units: Schools and teams, for rates per pupil; when given, no frame may name another.
            prices: Unit prices by id.
            rates: The price index and surcharges, by year; the package's unless given.
            declared: Column → labels that no row has yet, such as `{"occasion": ["T2"]}`. A
                question about an occasion or a series of these is answered with "not yet"; of a
                stage it counts nobody, as the rows do. Any other label that no row has is taken for
                a misspelling.
            closed_months: Months of every year that a series of counts may lack, such as (7,).
            labels: Words for ids in tables and figures, such as `{"T0": Text(sv="hösten",
                en="autumn"), "sex=f": "girls"}`: a text, or the same words in both languages. An id
                without words is written as it is.
            clusters: Columns of `persons` that say whom or what they belong to, such as ("child",)
                where two parents of a child answer, or ("family",) for siblings. Every row of
                `persons` is taken for somebody else: without this, six answers about three children
                are protected as six persons. Then those whom persons belong to are protected as
                persons are, in every question. A design's own `clusters` is about the uncertainty.
            **frames: A frame a table, such as `measures`; None for none.

        Returns:
            The study; identifiers are the caller's own to protect.

        Raises:
            DataError: Every problem of every frame, each with the frame, the column and the places
                of the rows, counted from 0.
            UsageError: A frame is named as no table is, `declared` names a column that none has
                (E159), or what is given beside the frames is not what it must be (E291, E293).
        """
        from tsi_eval.study.frames import tables_of  # noqa: PLC0415  brings pandas

        given = beside(
            outcomes=outcomes,
            units=units,
            prices=prices,
            rates=rates or Rates(),
            declared=declared,
            closed_months=closed_months,
            labels=labels,
            clusters=clusters,
        )
        tables = tables_of(cast("Mapping[str, object]", frames), given)
        known = dict(given.outcomes)
        if MEASURES.name in tables:
            for outcome in tables[MEASURES.name]["outcome"].unique():
                known.setdefault(outcome, Outcome.plain(outcome))
        return cls(
            outcomes=known,
            receipt=(),
            data_hashes={},
            units=given.units,
            prices=given.prices,
            rates=given.rates,
            declared=_of_known_columns(given.declared, tables),
            labels=given.labels,
            together=_of_the_persons(given.clusters, tables),
            _tables=tables,
        )

    def __repr__(self) -> str:
        return "\n".join(["Study", *self.schema(), *self.who_is_somebody_else()])

    def _repr_html_(self) -> str:
        rows = ((name, ", ".join(map(str, table.columns))) for name, table in self._tables.items())
        caption, *header = (say(Message(f"research.study.{key}"), chosen()) for key in ("title", "table", "columns"))
        said = "".join(f"<p>{escape(line.strip())}</p>" for line in self.who_is_somebody_else())
        return html_table(caption, header, rows) + said

    def who_is_somebody_else(self) -> tuple[str, ...]:
        """Return a line about who is protected as one, where there are persons at all."""
        if not self.everyone():
            return ()
        message = Message("research.study.alone")
        if self.together:
            message = Message("research.study.together", {"columns": ", ".join(self.together)})
        return (f"  {say(message, chosen())}",)

    def schema(self) -> tuple[str, ...]:
        """Return a line a table: its name and its columns."""
        return tuple(f"  {name}: {', '.join(map(str, table.columns))}" for name, table in self._tables.items())

    def words(self) -> Mapping[str, Text]:
        """Return id → its words: of outcomes, units and prices, and those that were given."""
        return {**labels_of(self.outcomes, self.units, self.prices), **self.labels}

    def all_measured(self) -> tuple[Measured, ...]:
        """Return everybody's values of every outcome, for disclosure control."""
        from tsi_eval.study.all_measured import measured_in  # noqa: PLC0415  knows what a study is

        return tuple(measured_in(self))

    def describe(
        self, policy: str | None = None, *, data: str | None = None, language: str | None = None
    ) -> pd.DataFrame:
        """Return whom and what it holds, counted: everybody, groups, stages, measured and missing.

        Args:
            policy: Which counts may be seen, as for `tsi_eval.release`; unless given, "default".
            data: "synthetic", "public" or "real"; unless given, "real".
            language: "sv" or "en" for words instead of ids; unless given, the chosen one.

        Returns:
            A row a count, with columns `table`, `what`, `name`, `occasion` and `n`; `n` is missing
            where the policy hides it.

        Raises:
            UsageError: There is no such policy or kind of data (E471), or language (E191).
        """
        return room().described(self, policy, data, language)

    def explore(self, language: str | None = None) -> Exploration:
        """Return figures for the researcher's own screen: they show single persons' values.

        None of them may be handed over, and none can be made in a report's notebook.

        Raises:
            UsageError: A report's notebook is running (E475), or there is no such language (E191).
        """
        return room().explored(self, language)

    def tables(self) -> tuple[str, ...]:
        """Return the names of its tables."""
        return tuple(self._tables)

    def labels_declared(self, column: str) -> frozenset[str]:
        """Return the labels that a column may hold, whether or not a row has them yet."""
        return frozenset(self.declared.get(column, ()))

    def table(self, name: str) -> pd.DataFrame:
        """Return a copy of a table; empty when the study does not have it.

        Raises:
            UsageError: There is no such table (E159).
        """
        import pandas as pd  # noqa: PLC0415

        if name in self._tables:
            return self._tables[name].copy()
        return pd.DataFrame(columns=list(table_named(name).study_columns))

    def attribute(self, column: str) -> pd.Series[str]:
        """Return a column of the persons, indexed by person, without those who lack it."""
        labels: pd.Series[str] = self.table(PERSONS.name).set_index("person")[column].dropna()
        return labels

    def clusters(self, column: str, persons: Sequence[str]) -> list[str]:
        """Return what each person belongs to, in the order of the persons.

        A person who belongs to nothing known is a cluster alone. A cluster that is called as some
        person is has the column before its name, so that the two are not taken for one.
        """
        cluster, taken = self.attribute(column), self.everyone()
        names = {name: f"{column} {name}" if name in taken else str(name) for name in cluster.unique()}
        return [names[cluster[person]] if person in cluster.index else f"alone {person}" for person in persons]

    def values(self, outcome: str, occasion: str) -> pd.Series[float]:
        """Return an outcome at one occasion, indexed by person, without those who lack it."""
        table = self.table(MEASURES.name)
        rows = table[(table["outcome"] == outcome) & (table["occasion"] == occasion)]
        values: pd.Series[float] = rows.set_index("person")["value"].astype(float).dropna()
        return values

    def everyone(self) -> frozenset[str]:
        """Return all persons: those of `persons`, or of all tables when there is none."""
        given = [table.name for table in personal_tables() if table.name in self._tables]
        names = [PERSONS.name] if PERSONS.name in self._tables else given
        return frozenset().union(*(frozenset(self._tables[name]["person"]) for name in names))

    def labelled(self, column: str, label: str) -> frozenset[str]:
        """Return the persons with a label in a column."""
        labels = self.attribute(column)
        return frozenset(labels.index[labels == label])

    def measured(self, outcome: str, occasion: str) -> frozenset[str]:
        """Return the persons with a value of an outcome at an occasion."""
        return frozenset(self.values(outcome, occasion).index)

    def present(self, stage: str) -> frozenset[str]:
        """Return the persons who were present at a stage; those still on the way there are not."""
        return self._at(stage, State.PRESENT)

    def ongoing(self, stage: str) -> frozenset[str]:
        """Return the persons who are still on the way to a stage: they have not left."""
        return self._at(stage, State.ONGOING)

    def _at(self, stage: str, state: State) -> frozenset[str]:
        table = self.table(ENROLMENT.name)
        rows = (table["stage"] == stage) & (table["state"] == state)
        return frozenset(table.loc[rows, "person"])


def _of_known_columns(
    declared: Mapping[str, tuple[str, ...]], frames: Mapping[str, pd.DataFrame]
) -> Mapping[str, tuple[str, ...]]:
    """Return the labels that a researcher declares, each column being one that some table has.

    Raises:
        UsageError: No table has a column of labels of that name (E159).
    """
    known = {column.name for table in TABLES for column in table.of_kind(*LABELS)}
    known |= set(map(str, frames[PERSONS.name].columns)) - {"person"} if PERSONS.name in frames else set()
    for column in declared:
        if column not in known:
            suggestion = did_you_mean(column, known) or ", ".join(sorted(known))
            params = {"file": "Study", "key": "declared", "what": "column", "name": column, "suggestion": suggestion}
            raise UsageError(Problem(code="E159", params=params))
    return declared


def _of_the_persons(columns: tuple[str, ...], frames: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """Return the columns by which persons belong together, each being one that the persons have.

    Raises:
        UsageError: The persons have no such column (E159).
    """
    known = set(map(str, frames[PERSONS.name].columns)) - {"person"} if PERSONS.name in frames else set()
    for column in columns:
        if column not in known:
            suggestion = did_you_mean(column, known) or ", ".join(sorted(known)) or "–"
            params = {"file": "Study", "key": "clusters", "what": "column", "name": column, "suggestion": suggestion}
            raise UsageError(Problem(code="E159", params=params))
    return columns
