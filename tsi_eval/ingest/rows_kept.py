"""Rows that are left out after their file was read, and the reason of each.

A row that was read may still say nothing: a second respondent's answers are not kept, and a row
without any value or stage is about nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from tsi_eval.ingest.account import FileAccount, LeftOut
from tsi_eval.study.tables import ENROLMENT, Table


def settled(
    account: FileAccount, numbers: pd.Index[int], given: pd.DataFrame, kept: pd.DataFrame, record: Table
) -> FileAccount:
    """Return what became of a file, with the rows that were left out after it was read.

    Args:
        account: What was known when it had been read.
        numbers: Numbers of its rows that counted then.
        given: The rows of the table that it gave.
        kept: The rows of the table that are kept, of all files of its source.
        record: The table's record; its `rowless` columns are those whose blank says nothing.
    """
    rowless = record.rowless()
    if not rowless:
        return account
    own = kept.loc[kept["file"] == account.file]
    others = pd.Index(given["row"].unique()).difference(pd.Index(own["row"]))
    silent = numbers.difference(pd.Index(own.dropna(subset=rowless)["row"])).difference(others)
    return _without(
        _without(account, "respondents" if record is not ENROLMENT else "overtaken", others), f"no_{rowless[0]}", silent
    )


def _without(account: FileAccount, why: str, rows: Iterable[int]) -> FileAccount:
    """Return the account when further rows, which counted until now, don't count for a reason."""
    gone = tuple(int(row) for row in rows)
    if not gone:
        return account
    return replace(account, rows=account.rows - len(gone), left_out=(*account.left_out, LeftOut(why=why, rows=gone)))
