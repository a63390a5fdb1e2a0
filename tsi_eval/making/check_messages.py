"""What `check` says on the console: each file, then the study in words.

Row numbers stand here and nowhere else. A long table says its first sentences; all of them stand in
the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsi_eval.analysis.understood import Understood
from tsi_eval.analysis.understood.folder import READ, REFUSED, FileFate
from tsi_eval.analysis.understood.words import Params, listed, shown
from tsi_eval.errors import first_rows
from tsi_eval.ingest.account import ColumnRead, FileAccount
from tsi_eval.ingest.found import SETTINGS, SIGNS
from tsi_eval.ingest.shown_names import in_words
from tsi_eval.language import Message, Text, has_sentence
from tsi_eval.making.checked import Checked

# How many sentences of one table are said, and how many columns of one kind.
MOST_SENTENCES, MOST_COLUMNS = 16, 6


def messages(checked: Checked, path: str) -> Iterator[Message]:
    """Yield everything that was understood, line by line.

    Args:
        checked: What the check found.
        path: Where the file lies in which all of it stands.
    """
    yield Message("check.files")
    for file in checked.files:
        yield from _of_file(file, checked)
    yield from _passed(checked.files)
    yield from _of_columns(checked.files)
    if checked.study:
        yield Message("check.study")
    for table in checked.study:
        yield from _of_table(table, path)


def _of_file(file: FileFate, checked: Checked) -> Iterator[Message]:
    name = shown(file.file)
    if file.state == REFUSED:
        yield Message("check.file_refused", {"file": name})
    elif file.state == READ:
        uses = listed(Message("check.file_use", {"source": a.source, "rows": a.rows}) for a in file.accounts)
        yield Message("check.file_read", {"file": name, "uses": uses})
        yield from _details(file, checked)


def _passed(files: Iterable[FileFate]) -> Iterator[Message]:
    """Yield the files that hold no data, those of one kind on one line."""
    kinds: dict[str, list[FileFate]] = {}
    for file in files:
        if file.why is not None:
            kinds.setdefault(repr(file.why), []).append(file)
    for same in kinds.values():
        names = ", ".join(shown(file.file) for file in same)
        yield Message("check.file_passed", {"files": names, "why": same[0].why or ""})


def _details(file: FileFate, checked: Checked) -> Iterator[Message]:
    for account in file.accounts:
        for left in account.left_out:
            params: Params = {"rows": len(left.rows), "source": account.source, "why": Message(f"left_out.{left.why}")}
            yield Message("check.left_out", {**params, "numbers": first_rows(left.rows)})
        yield from _of_words(account)
        for column, rows in account.respelled.items():
            yield Message("check.respelled", {"column": shown(column), "rows": rows})
        for item in account.outsized:
            yield Message("check.outsized", {"column": shown(item.column), "numbers": first_rows(item.rows)})
    found = written(file.accounts)
    if found is not None:
        yield Message("check.written", {"found": found})
    unused = checked.unused(file)
    if unused.said or unused.hidden:
        yield Message("check.unused", {"columns": in_words(unused)})


def _of_words(account: FileAccount) -> Iterator[Message]:
    """Yield how the words under each stage were read, and how many rows skip a stage."""
    columns: dict[str, list[Message]] = {}
    for item in account.words:
        word = item.word or Message(f"check_word.{'date' if item.read_as else 'blank'}")
        params: Params = {"word": word, "n": item.rows, "read_as": Message(f"check_word.{item.read_as or 'no'}")}
        columns.setdefault(item.column, []).append(Message("check.word", params))
    for column, words in columns.items():
        yield Message("check.words", {"column": shown(column), "words": listed(words)})
    if account.out_of_order:
        yield Message("check.out_of_order", {"rows": account.out_of_order, "source": account.source})
    if account.backwards:
        yield Message("check.backwards", {"rows": account.backwards, "source": account.source})


def written(accounts: Iterable[FileAccount]) -> Text | None:
    """Return how a file is written, as far as it was found; None where nothing was."""
    found: dict[str, str] = {}
    for account in accounts:
        found |= dict(account.found)
    said = [_found(name, value) for name, value in found.items() if has_sentence(f"found.{name}")]
    return listed(said, "; ") if said else None


def _found(name: str, value: str) -> Message:
    if name not in SETTINGS:
        return Message(f"found.{name}")
    sv, en = SIGNS.get(value, (shown(value), shown(value)))
    return Message(f"found.{name}", {"value": Text(sv=sv, en=en)})


def _of_columns(files: Iterable[FileFate]) -> Iterator[Message]:
    """Yield the columns of each source by what stands in them."""
    sources: dict[str, tuple[ColumnRead, ...]] = {}
    for file in files:
        for account in file.accounts:
            sources.setdefault(account.source, account.used)
    if sources:
        yield Message("check.columns")
    for source, columns in sources.items():
        kinds: dict[str, list[str]] = {}
        for column in columns:
            kinds.setdefault(column.kind, []).append(shown(column.theirs))
        items = (Message("check.kind", {"kind": _kind(kind), "columns": _few(names)}) for kind, names in kinds.items())
        yield Message("check.source", {"source": source, "kinds": listed(items, "; ")})


def _kind(kind: str) -> Message:
    return Message(f"column_kind.{kind}")


def _few(names: list[str]) -> str:
    """Return the names of columns; of many, such as the items of a form, the first and the last."""
    if len(names) <= MOST_COLUMNS:
        return ", ".join(names)
    return f"{names[0]} … {names[-1]} ({len(names)})"


def _of_table(table: Understood, path: str) -> Iterator[Message]:
    yield Message("check.table", {"table": Message(f"understood_table.{table.table}")})
    for sentence in table.sentences[:MOST_SENTENCES]:
        yield Message("check.sentence", {"text": sentence})
    rest = len(table.sentences) - MOST_SENTENCES
    if rest > 0:
        yield Message("check.more", {"n": rest, "path": path})
