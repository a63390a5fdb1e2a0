"""The door in: from a delivery with identifiers to what a design may see.

1. Everything that could hold an identity number where none belongs is searched: columns that were
   not declared, columns that were, what stood outside the tables, and the words of the declaration
   (`_leaks`). If one is found, or the delivery has any other problem, nothing enters.
2. Identifiers become pseudonyms (`_pseudonymous`), by the secret key of this user and machine
   (`key`). Columns that were not declared stay outside, and so does the bookkeeping of files and
   rows.
3. The files are hashed, so that a report can say which delivery it was made from (`_hash`).

Worked example. A file has the columns "Ärende", "Grupp" and "Anteckning", and only the first two
are declared. Person "barn-001" becomes 32 hexadecimal digits, which are the same in every table of
this pilot and others in another pilot. "Anteckning" is searched and left outside; if it holds
19811228-9874, the delivery is refused (E130), and the message says the column's place and not its
name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from tsi_eval.errors import DataError, Param, Problem, ProtectionError, TsiError
from tsi_eval.identifiers import count_identifiers, has_identifier
from tsi_eval.ingest.asked import askings_in
from tsi_eval.ingest.fault_rows import problems_of
from tsi_eval.language import Message, Text
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.pilot.source import Source, their_names
from tsi_eval.protect.pseudonyms.key import Key, load_key
from tsi_eval.study.tables import TABLES, table_named
from tsi_eval.study.tables.checks import KEPT_ROWS
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.table import BOOKKEEPING
from tsi_eval.study.tables.who import identity_faults

if TYPE_CHECKING:
    from tsi_eval.ingest import Intake
    from tsi_eval.pilot.declaration import Pilot

# Nine digits: a ten-digit number that lost its first zero.
_SHORTEST = 1e8


def pseudonymise(intake: Intake) -> PilotStudy:
    """Turn a delivery into what a design may see.

    Raises:
        DataError: Every problem of the delivery.
        ProtectionError: The same, when one is an identity number where none belongs (E130, E185).
    """
    leaks = tuple(_leaks(intake))
    if leaks or intake.problems:
        kind: type[TsiError] = ProtectionError if leaks else DataError
        raise kind((*intake.problems, *leaks))
    key = load_key()
    return PilotStudy(
        pilot=intake.pilot,
        outcomes=intake.pilot.outcomes,
        receipt=intake.receipt,
        units=intake.pilot.units,
        prices=intake.pilot.prices,
        rates=intake.pilot.rates,
        askings=askings_in(intake.pilot, intake.tables),
        together=tuple(dict.fromkeys(column for source in intake.pilot.sources for column in source.clusters)),
        data_hashes={name: _hash(paths, intake, key) for name, paths in intake.files.items()},
        _tables={name: _pseudonymous(name, table, intake.pilot, key) for name, table in intake.tables.items()},
    )


def _pseudonymous(name: str, table: pd.DataFrame, pilot: Pilot, key: Key) -> pd.DataFrame:
    """Return a table with pseudonyms for every identifier.

    Its record names these, and so do the `clusters` of a source. A goal that two persons both call
    "1" gets two pseudonyms, since the person's identifier goes in with the goal's.
    """
    identifiers = _identifiers(name, table, pilot)
    pseudonyms = {column: given.map(_digests(given, column, pilot, key)) for column, given in identifiers.items()}
    return table.drop(columns=[*BOOKKEEPING]).assign(**pseudonyms)


def pseudonyms_of(intake: Intake, key: Key) -> Iterator[tuple[str, str]]:
    """Yield each pseudonym of a delivery, and the words that it stands for (`words_of`).

    The words of what is within a person begin with those of the person.
    """
    for name, table in intake.tables.items():
        within = {column.name for column in table_named(name).of_kind(ColumnKind.WITHIN_PERSON)}
        person = table_named(name).person
        for column, identifiers in _identifiers(name, table, intake.pilot).items():
            for given, pseudonym in _digests(identifiers, column, intake.pilot, key).items():
                if column in within and person is not None:
                    owner, _, own = given.partition("\0")
                    yield pseudonym, f"{words_of(person.name, owner)}\0{words_of(column, own)}"
                else:
                    yield pseudonym, words_of(column, given)


def words_of(column: str, identifier: str) -> str:
    """Return an identifier with what it is, in words that no pilot is in."""
    return f"{column}\0{identifier}"


def columns_of_persons(pilot: Pilot) -> tuple[str, ...]:
    """Return the names of all columns that identify somebody, or what persons belong to."""
    return tuple(dict.fromkeys(column for table in TABLES for column in _whole_identifiers(table.name, pilot)))


def _identifiers(name: str, table: pd.DataFrame, pilot: Pilot) -> dict[str, pd.Series[str]]:
    """Return column → identifiers; of what is within a person, the person's goes in."""
    identifiers = {column: table[column] for column in _whole_identifiers(name, pilot) if column in table}
    record = table_named(name)
    for column in record.of_kind(ColumnKind.WITHIN_PERSON):
        if record.person is not None:
            identifiers[column.name] = table[record.person.name] + "\0" + table[column.name]
    return identifiers


def _digests(identifiers: pd.Series[str], name: str, pilot: Pilot, key: Key) -> dict[str, str]:
    return {given: key.digest(f"{name}:{pilot.id}", given.encode()) for given in identifiers.dropna().unique()}


def _whole_identifiers(name: str, pilot: Pilot) -> tuple[str, ...]:
    """Return the columns of a table that identify somebody by themselves.

    They identify a person, or what persons belong to.
    """
    columns = [column.name for column in table_named(name).of_kind(ColumnKind.PERSON)]
    for source in pilot.sources:
        if source.table == name:
            columns.extend(source.clusters)
    return tuple(dict.fromkeys(columns))


def _leaks(intake: Intake) -> Iterator[Problem]:
    """Yield a problem for each identity number where none belongs."""
    for source in intake.pilot.sources:
        undeclared = intake.undeclared.get(source.id)
        if undeclared is not None:
            named = Message("error.source", {"source": source.id})
            places = {name: name.partition(":")[0] for name in map(str, undeclared.columns)}
            yield from _searched(undeclared, named, places)
    for name, table in intake.tables.items():
        yield from _leaks_in_table(name, table, intake.pilot)
    for file, place, text in intake.outside:
        if has_identifier(text):
            yield Problem(code="E189", params={"file": file, "place": place})
    for file, text in declared_texts(intake.pilot):
        if has_identifier(text):
            yield Problem(code="E185", params={"file": file})


def _leaks_in_table(name: str, table: pd.DataFrame, pilot: Pilot) -> Iterator[Problem]:
    """Search the declared columns of a table.

    A number that a person is called by must be a case's number. An identity number would be told
    from the pseudonyms by whoever has the key and a list of children.
    """
    numbers = [column for column in table.columns if table[column].dtype == float]
    as_text = table.assign(**{column: _long_numbers(table[column]) for column in numbers})
    unsearched = {*BOOKKEEPING, *_whole_identifiers(name, pilot)}
    columns = [column for column in table.columns if column not in unsearched]
    sources = [source for source in pilot.sources if source.table == name]
    named = Message("error.source", {"source": ", ".join(source.id for source in sources)})
    shown = {column: _shown_name(sources, str(column)) for column in columns}
    yield from _searched(as_text, named, shown)
    yield from problems_of(identity_faults(table, _whole_identifiers(name, pilot)), table, pilot.sources)


def _shown_name(sources: Iterable[Source], column: str) -> str:
    """Return the files' name for a column; a name that holds a number itself is never repeated."""
    theirs = their_names(sources, column)
    return column if has_identifier(theirs) else theirs


def declared_texts(pilot: Pilot) -> Iterator[tuple[str, str]]:
    """Yield every word of a declaration that a reader may see, with its file."""
    for text in (pilot.title, pilot.summary, pilot.period, pilot.source, *pilot.labels.values()):
        yield "pilot.toml", f"{text.sv}\n{text.en}"
    yield "pilot.toml", pilot.municipality
    yield (
        "sources.toml",
        "\n".join(f"{o.label.sv}\n{o.label.en}\n{o.unit.sv}\n{o.unit.en}" for o in pilot.outcomes.values()),
    )
    yield "pilot.toml", "\n".join(f"{u.label.sv}\n{u.label.en}" for u in pilot.units) + f"\n{pilot.approved_by}"
    yield "pilot.toml", "\n".join(pilot.imprint.words())
    if (corrected := pilot.correction) is not None:
        yield "pilot.toml", "\n".join(_words_in(corrected.why))
        if (excepted := corrected.exception) is not None:
            yield "pilot.toml", "\n".join((excepted.name, *_words_in(excepted.why)))
    for price in pilot.prices.values():
        yield "prices.toml", f"{price.label.sv}\n{price.label.en}\n{price.source}"
    yield "prices.toml", "\n".join(pilot.rates.sources())
    for question in pilot.questions:
        words = "\n".join(_words_in(question.design))
        yield "questions.toml", f"{question.id}\n{question.text.sv}\n{question.text.en}\n{words}"
    for language, slots in pilot.texts.items():
        for slot, words in slots.items():
            yield f"texts/{language}/{slot}.md", words


def _words_in(option: object) -> Iterator[str]:
    """Yield the words of an option, such as the reason for a limit."""
    if isinstance(option, Text):
        yield from (option.sv, option.en)
    elif is_dataclass(option):
        for item in fields(option):
            yield from _words_in(getattr(option, item.name))


def _long_numbers(values: pd.Series[float]) -> pd.Series[str]:
    """Return numbers that are as long as an identity number, as text; others as "0"."""
    size = values.abs()
    long = (size >= _SHORTEST) & (size % 1 == 0)
    codes, distinct = pd.factorize(size.where(long, 0))
    return pd.Series([f"{value:.0f}" for value in distinct], dtype="str").take(codes).set_axis(values.index)


def _searched(table: pd.DataFrame, source: Message, columns: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each column that holds identity numbers, or has one in its name.

    Args:
        table: What is searched.
        source: Where it comes from, as the message says it when the rows are of no known file.
        columns: Those to search, and what the message calls each. An undeclared column's name may
            itself name a child: it is called by its place.
    """
    for column, name in columns.items():
        found = count_identifiers(table[column].astype("str"))
        if found.any() or has_identifier(str(column)):
            files = sorted(table.loc[found, "file"].unique()) if "file" in table else []
            where: Param = ", ".join(files) or source
            params = dict[str, Param](where=where, column=name, count=int(found.sum()), of=len(table))
            rows = tuple(int(row) for row in table.loc[found, "row"].head(KEPT_ROWS)) if "row" in table else ()
            yield Problem(code="E130", params=params, rows=rows)


def _hash(paths: tuple[Path, ...], intake: Intake, key: Key) -> str:
    content = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in paths)
    if intake.pilot.data == "real":
        # With its date, so that two reports don't tell whether a source has changed between them.
        return key.digest(f"file:{intake.pilot.id}:{intake.pilot.report_date}", content)
    return hashlib.sha256(content).hexdigest()
