"""What one file gives to the delivery of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.account import FileAccount, LeftOut
from tsi_eval.ingest.across import used_columns
from tsi_eval.ingest.columns_used import columns_read
from tsi_eval.ingest.found import Found
from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.money_around import around_prices
from tsi_eval.ingest.read import ROW, FileText
from tsi_eval.ingest.rows import rows_of_table
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Source

# Name of a start → person → day.
Starts = Mapping[str, "pd.Series[float]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one file gives to its source's delivery.

    Attributes:
        rows: How many rows of the file count.
        table: Those rows, as rows of the source's table.
        undeclared: Their columns that were not declared, each named "place:name".
        used: Their columns that the study uses.
        unused: Their columns that no source declared; a declared one may stay outside too.
        account: What became of the file.
        numbers: Numbers of the rows that count.
        whole: Whether nothing in the file is a problem.
    """

    rows: int
    table: pd.DataFrame
    undeclared: pd.DataFrame
    used: tuple[str, ...]
    unused: tuple[str, ...]
    account: FileAccount
    numbers: pd.Index[int]
    whole: bool


def part_of(
    place: str,
    text: FileText,
    readers: Sequence[Source],
    pilot: Pilot,
    known: Starts,
    problems: list[Problem],
    found: Found,
) -> Part:
    """Return what a file gives to the first of its readers; what was found is added to `found`.

    It goes by its place in the pilot's folder, since two subfolders may each have a "list.csv".
    Columns that another source reads in it are no unused ones.
    """
    source = readers[0]
    found.add(text.found)
    again = _doubles(text.frame, source)
    frame = text.frame[~again].reset_index(drop=True)
    if again.any():
        found.add({"doubles": ""})
    before = len(problems)
    file = SourceFile(name=place, frame=frame, source=source, pilot=pilot, problems=problems, starts=known)
    problems.extend(around_prices(place, frame, (PurePath(place).stem, *text.around), source))
    table = rows_of_table(file)
    found.add(file.found)
    places = {name: f"{at}:{name}" for at, name in enumerate(frame.columns)}
    used = columns_of_study(source, frame.columns)
    claimed = {ROW, TITLES}.union(*(used_columns(reader, frame.columns) for reader in readers))
    unused = [name for name in map(str, frame.columns) if name not in claimed]
    undeclared = frame.drop(columns=[name for name in frame if name in {ROW, TITLES, *used}]).rename(columns=places)
    doubles = [LeftOut(why="doubles", rows=tuple(text.frame.loc[again, ROW]))] if again.any() else []
    account = FileAccount(
        file=place,
        source=source.id,
        table=source.table,
        rows=len(frame),
        left_out=(*text.left_out, *doubles),
        used=tuple(columns_read(source)),
        unused=tuple(name.partition("\0")[0] for name in unused),
        unused_at=tuple(_places_in_file(frame, unused)),
        found=dict(text.found) | file.found,
        words=tuple(file.words),
        out_of_order=sum(file.out_of_order),
        backwards=sum(file.backwards),
        outsized=tuple(file.outsized),
        respelled=dict(file.respelled),
    )
    return Part(
        rows=len(frame),
        table=table,
        undeclared=undeclared,
        used=tuple(used),
        unused=tuple(places[name] for name in unused),
        account=account,
        numbers=pd.Index(frame[ROW]),
        whole=len(problems) == before,
    )


def _places_in_file(frame: pd.DataFrame, names: Iterable[str]) -> Iterator[int]:
    """Yield where columns stand in the file, from 1."""
    columns = [name for name in map(str, frame.columns) if name not in {ROW, TITLES}]
    yield from (columns.index(name) + 1 for name in names)


def columns_of_study(source: Source, names: Iterable[str]) -> list[str]:
    """Return the declared columns that the study uses, of a file with columns of these names."""
    outside_study = source.columns_outside()
    return [column for column in used_columns(source, names) if column not in outside_study]


def _doubles(frame: pd.DataFrame, source: Source) -> pd.Series[bool]:
    """Return which rows of a file of persons repeat another in every column.

    Of a tally, every row counts: two equal rows are a doubled key, which is refused.
    """
    if source.is_tally:
        return pd.Series(False, frame.index)  # noqa: FBT003  a column of them
    return frame.drop(columns=ROW).duplicated()
