"""One file that was delivered twice, as a copy or as another version of itself.

Where the rows of a table have a key, rows that stand in two files are found by it. Costs have none:
two files of a budget are simply added, so that "budget_v2" beside "budget" would double the cost.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.errors import Problem
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.table import Table
from tsi_eval.study.tables.twice import shared_rows

if TYPE_CHECKING:
    import pandas as pd

# Two terms' budgets may have some posts in common, and a new version changes some.
MOST_SHARED = 2 / 3
# What people and programs add to the name of another version of a file.
_VERSION = re.compile(
    r"[\s_.,-]*(?:\(\d+\)|(?:version|ver|v|rev)[\s._]*\d*|kopia|copy|(?:ny|nya|rev|reviderad|slutlig|slutgiltig"
    r"|final|rättad|uppdaterad|justerad|gammal|old|utkast|draft)(?:[\s_.-]*\d+)?)[\s_.]*$",
    re.IGNORECASE,
)

_MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|oct|nov|dec"
_TIME = re.compile(rf"(?:19|20)\d\d|(?:ht|vt|höst|vår)[\s_-]*\d*|(?:q|kvartal)[\s_-]*[1-4]|(?<![^\W_])(?:{_MONTHS})")


def same_content(files: Iterable[Path], source: Source) -> Iterator[Problem]:
    """Yield the files of a source that hold the same, byte for byte, as another (E353).

    Costs of two terms may be the same; rows of any other table say themselves when they are from.
    """
    by_size: defaultdict[int, list[Path]] = defaultdict(list)
    for path in files:
        by_size[path.stat().st_size].append(path)
    first: dict[bytes, Path] = {}
    for alike in by_size.values():
        for path in alike if len(alike) > 1 else ():
            other = first.setdefault(hashlib.sha256(path.read_bytes()).digest(), path)
            if other is not path and (source.record.key or not of_two_times(other.name, path.name)):
                yield _problem(other.name, path.name, source.id)


def other_versions(table: Table, rows: pd.DataFrame, source: Source) -> Iterator[Problem]:
    """Yield two files of a table without a key (E353) that are two versions of one.

    Their names differ in nothing but such as "v2" or "kopia". Or they have most rows in common, and
    no names that say they are of two times: what a term costs, it may cost the next term too.
    """
    for (one, other), share in shared_rows(table, rows).items():
        copied = share > MOST_SHARED and not of_two_times(one, other)
        if copied or original_name(one) == original_name(other):
            yield _problem(one, other, source.id)


def of_two_times(one: str, other: str) -> bool:
    """Tell whether two files are named by two different terms, years, quarters or months.

    Example:
        >>> of_two_times("budget_HT2023.csv", "budget_VT2024.csv")
        True
        >>> of_two_times("budget 2023.csv", "budget.csv")
        False
    """
    times = [_TIME.findall(Path(name).stem.casefold()) for name in (one, other)]
    return all(times) and times[0] != times[1]


def original_name(file: str) -> str:
    """Return the name that a file had before anybody made another version of it.

    Example:
        >>> {original_name(name) for name in ("Budget.csv", "budget (1).csv", "budget_v2.xlsx")}
        {'budget'}
        >>> original_name("budget_HT2023.csv") == original_name("budget_VT2024.csv")
        False
    """
    name, before = Path(file).stem.strip().casefold(), ""
    while name != before:
        before, name = name, _VERSION.sub("", name) or name
    return name


def _problem(one: str, other: str, source: str) -> Problem:
    return Problem(code="E353", params={"file": one, "other": other, "source": source})
