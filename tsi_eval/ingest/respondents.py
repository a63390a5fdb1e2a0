"""Two who answered for one child are never mixed: one is kept, the same at every occasion."""

from __future__ import annotations

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.found import Found
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.checks import KEPT_ROWS


def one_respondent(table: pd.DataFrame, source: Source, problems: list[Problem], found: Found) -> pd.DataFrame:
    """Return the rows of one respondent a child.

    The respondent who answered at most occasions is kept, of equals the first in the declared
    order. Answers of others than those declared are left out. Without a declared order, two
    respondents for one child are a problem (E213).

    Example: the order is mother, father. The mother answered in autumn, the father in autumn and
    spring. The father is kept, since the change from autumn to spring needs one and the same.
    """
    use = source.instrument
    if use is None or "respondent" not in table:
        return table
    if not use.respondents:
        problems.extend(_twice(table, source))
        # The second respondent's rows go, or the same child would be refused again as a double.
        first = table.groupby(["person", "occasion", "outcome"])["respondent"].transform("first")
        return table[table["respondent"] == first].drop(columns="respondent")
    rank = {name: place for place, name in enumerate(use.respondents)}
    known = table[table["respondent"].isin(rank)]
    occasions = known.groupby(["person", "respondent"])["occasion"].nunique().reset_index(name="answered")
    order = occasions.assign(rank=occasions["respondent"].map(rank)).sort_values(
        ["person", "answered", "rank"], ascending=[True, False, True]
    )
    kept = order.drop_duplicates("person")[["person", "respondent"]]
    rows = known.merge(kept, on=["person", "respondent"], how="inner")
    if len(rows) < len(table):
        found.add({"respondents": ""})
    return rows.drop(columns="respondent")


def _twice(table: pd.DataFrame, source: Source) -> list[Problem]:
    several = table.groupby(["person", "occasion", "outcome"])["respondent"].transform("nunique") > 1
    if not several.any():
        return []
    rows = tuple(int(row) for row in dict.fromkeys(table.loc[several, "row"]))[:KEPT_ROWS]
    return [Problem(code="E213", params={"source": source.id, "count": len(rows)}, rows=rows)]
