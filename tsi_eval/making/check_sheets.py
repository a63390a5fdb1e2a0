"""What stands on each sheet of the file that `check` writes.

Row numbers don't: they are for the console only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tsi_eval.analysis.understood.folder import REFUSED, FileFate
from tsi_eval.analysis.understood.words import Word, listed, shown
from tsi_eval.errors import Problem
from tsi_eval.ingest.account import ColumnRead
from tsi_eval.ingest.shown_names import in_words
from tsi_eval.language import Message, has_sentence
from tsi_eval.making.check_messages import written
from tsi_eval.making.checked import Checked

Cell = Word | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet.

    Attributes:
        name: The end of the key of its name, `check_sheet.<name>`.
        headings: The ends of the keys of its columns' headings, `check_heading.<name>`.
        rows: Its rows, a cell a heading.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(checked: Checked, language: str) -> tuple[Sheet, ...]:
    """Return the sheets: what must be done first, when there is anything."""
    remaining = _sheet("remaining", ("code", "problem", "where", "do"), _remaining(checked, language))
    understood = (
        _sheet("study", ("table", "sentence"), _study(checked)),
        _sheet(
            "values", ("outcome", "occasion", "values", "lowest", "highest", "minimum", "maximum"), _values(checked)
        ),
        _sheet("files", ("file", "became", "source", "table", "found", "written"), _files(checked)),
        _sheet("rows", ("file", "source", "left", "why"), _rows(checked)),
        _sheet("columns", ("file", "column", "source", "use", "kind"), _columns(checked)),
    )
    return tuple(sheet for sheet in (remaining, *understood) if sheet.rows)


def _sheet(name: str, headings: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Sheet:
    return Sheet(name=name, headings=headings, rows=tuple(rows))


def _remaining(checked: Checked, language: str) -> Iterator[tuple[Cell, ...]]:
    for problem in (*checked.problems, *checked.remaining):
        yield _in_words(problem, language)


def _in_words(problem: Problem, language: str) -> tuple[Cell, ...]:
    """Return the code and the three lines of a problem, without the numbers of rows."""
    first, where, do = replace(problem, rows=()).lines(language)
    code, _, text = first.partition(" ")
    return code, text, where.partition(": ")[2], do.partition(": ")[2]


def _study(checked: Checked) -> Iterator[tuple[Cell, ...]]:
    for table in checked.study:
        for sentence in table.sentences:
            yield Message(f"understood_table.{table.table}"), sentence


def _values(checked: Checked) -> Iterator[tuple[Cell, ...]]:
    for item in checked.values:
        outcome = checked.pilot.outcomes[item.outcome]
        ends = ("" if end is None else end for end in (item.lowest, item.highest, outcome.minimum, outcome.maximum))
        yield checked.names.of(item.outcome), checked.names.of(item.occasion), item.n, *ends


def _files(checked: Checked) -> Iterator[tuple[Cell, ...]]:
    for file in checked.files:
        if not file.accounts:
            became = Message("check_became.refused") if file.state == REFUSED else file.why or ""
            yield shown(file.file), became, "", "", "", ""
        for account in file.accounts:
            filled = Message(f"understood_table.{account.table}")
            how = written([account]) or ""
            yield shown(file.file), Message("check_became.read"), account.source, filled, account.rows, how


def _rows(checked: Checked) -> Iterator[tuple[Cell, ...]]:
    for file in checked.files:
        for account in file.accounts:
            for left in account.left_out:
                yield shown(file.file), account.source, len(left.rows), Message(f"left_out.{left.why}")


def _columns(checked: Checked) -> Iterator[tuple[Cell, ...]]:
    for file in checked.files:
        for account in file.accounts:
            for column in account.used:
                kind = Message(f"column_kind.{column.kind}")
                yield shown(file.file), shown(column.theirs), account.source, _use(column, checked), kind
        yield from _unused(file, checked)


def _unused(file: FileFate, checked: Checked) -> Iterator[tuple[Cell, ...]]:
    unused = checked.unused(file)
    names = [*unused.said, *([in_words(replace(unused, said=()))] if unused.hidden else [])]
    for name in names:
        yield shown(file.file), name, "", Message("check_became.unused"), ""


def _use(column: ColumnRead, checked: Checked) -> Word:
    """Return what a column is used for, in the words of the pilot where it has any."""
    names = checked.names
    if not column.at:
        has_own = column.ours in names.labels or not has_sentence(f"understood_column.{column.ours}")
        return names.of(column.ours) if has_own else Message(f"understood_column.{column.ours}")
    at = names.unit(column.at) if column.kind == "series" else names.of(column.at)
    return listed([names.of(column.ours), at])
