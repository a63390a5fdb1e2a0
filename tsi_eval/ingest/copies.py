"""One file that was delivered twice, as a copy or as another version of itself.

Where the rows of a table have a key, rows that stand in two files are found by it. Costs have none:
two files of a budget are simply added, so that "budget_v2" beside "budget" would double the cost.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.errors import Problem
from tsi_eval.ingest.versions import are_versions, of_two_times
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.table import Table
from tsi_eval.study.tables.twice import shared_rows

if TYPE_CHECKING:
    import pandas as pd

# Two terms' budgets may have some posts in common, and a new version changes some.
MOST_SHARED = 2 / 3


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

    Their names differ in nothing but such as "v2" or "kopia", or in how a term is written. Or they
    have most rows in common, and no names that say they are of two times: what a term costs, it may
    cost the next term too.
    """
    for (one, other), share in shared_rows(table, rows).items():
        copied = share > MOST_SHARED and not of_two_times(one, other)
        if copied or are_versions(one, other):
            yield _problem(one, other, source.id)


def _problem(one: str, other: str, source: str) -> Problem:
    return Problem(code="E353", params={"file": one, "other": other, "source": source})
