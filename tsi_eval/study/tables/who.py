"""Who is who: identifiers that may be one person's, and numbers that nobody may be called by.

Persons are paired by their identifiers, in one table and across tables. Where a person is "007" in
one file and "7" in another, nobody is paired, and a question about change loses persons in silence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from tsi_eval.errors import Param
from tsi_eval.identifiers import count_identifiers
from tsi_eval.language import Message
from tsi_eval.study.spelling import as_one, folded, spelled_apart
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.table import Fault, Table

# Ten digits, of which a spreadsheet has taken the first zero; and the letters T and TF stand for
# one or two digits more.
FEWEST_DIGITS = 8


def identity_faults(rows: pd.DataFrame, columns: Iterable[str]) -> Iterator[Fault]:
    """Yield rows that call somebody by an identity number (E357).

    Args:
        rows: The rows of a table.
        columns: The columns with identifiers.
    """
    for column in columns:
        if column in rows:
            distinct = _distinct(rows[column])
            yield Fault(code="E357", column=column, rows=rows[column].isin(distinct[identity_numbers(distinct)]))


def identity_numbers(identifiers: pd.Series[str]) -> pd.Series[bool]:
    """Tell which identifiers are identity numbers, whatever signs stand in them.

    An identifier is nothing but a number, so that no sign within it makes it another one: neither
    "19811228:9874" nor "1981 1228 9874" is a case's number.
    """
    plain = identifiers.map(_in_usual_digits).astype("str")
    long = plain[plain.str.count("[0-9]") >= FEWEST_DIGITS]
    hyphened, bare = long.str.replace(r"[\W_]+", "-", regex=True), long.str.replace(r"[\W_]+", "", regex=True)
    found = count_identifiers(long) | count_identifiers(hyphened) | count_identifiers(bare)
    return found.reindex(identifiers.index, fill_value=False)


def _in_usual_digits(word: str) -> str:
    """Return a word whose digits are 0 to 9, whatever script they were written in."""
    if word.isascii():
        return word
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in folded(word))


def in_two_spellings(columns: Iterable[pd.Series[str]]) -> dict[str, str]:
    """Return the identifiers of some columns that others may be spellings of.

    Beside each stands the one spelling that they would have. Those that can't be made one, such as
    "1-12" and "11-2" beside "112", keep their own.
    """
    distinct = _distinct(pd.concat([column.drop_duplicates() for column in columns]))
    suspected = distinct[spelled_apart(distinct)].reset_index(drop=True)
    if suspected.empty:
        return {}
    return dict(zip(suspected, as_one(suspected), strict=True))


def spelling_faults(tables: Mapping[str, pd.DataFrame], personal: Iterable[Table]) -> Iterator[tuple[str, Fault]]:
    """Yield rows of persons who may be the same as others in another spelling (E356), by table.

    What persons have several of, such as goals, is looked at within each person.

    Args:
        tables: The tables by name.
        personal: The records of those that hold persons.
    """
    records = {record.name: record for record in personal if record.name in tables}
    suspected = in_two_spellings(tables[name]["person"] for name in records) if records else {}
    for name, record in records.items():
        yield name, spelled_otherwise(tables[name], "person", suspected)
        yield from ((name, fault) for fault in within_faults(record, tables[name]))


def spelled_otherwise(rows: pd.DataFrame, column: str, suspected: Iterable[str]) -> Fault:
    """Return the rows with identifiers that others may be spellings of (E356)."""
    return _fault(rows, column, rows[column].isin([*suspected]))


def within_faults(table: Table, rows: pd.DataFrame) -> Iterator[Fault]:
    """Yield rows of a person with two spellings of something that she has one of (E356).

    Two persons may spell what they have, such as a goal, in ways of their own.
    """
    for column in table.of_kind(ColumnKind.WITHIN_PERSON):
        yield _within(rows, column.name)


def _within(rows: pd.DataFrame, column: str) -> Fault:
    spelled = in_two_spellings([rows[column]])
    of_person = rows[column].groupby([rows["person"], rows[column].map(spelled)])
    wrong = rows[column].isin(spelled) & (of_person.transform("nunique") > 1)
    return _fault(rows, column, wrong)


def _fault(rows: pd.DataFrame, column: str, wrong: pd.Series[bool]) -> Fault:
    numbers = int(rows.loc[wrong, column].nunique())
    more: dict[str, Param] = {"numbers": numbers, "advice": Message("error.advice.identifiers")}
    return Fault(code="E356", column=column, rows=wrong, more=more)


def _distinct(column: pd.Series[str]) -> pd.Series[str]:
    return pd.Series(column.dropna().unique(), dtype="str")
