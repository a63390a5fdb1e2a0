"""Two who answered for one child are never mixed: one is kept, the same at every occasion."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tsi_eval.errors import Param, Problem
from tsi_eval.ingest.fault_rows import places_of, problems_of
from tsi_eval.ingest.found import Found
from tsi_eval.pilot.source import InstrumentUse, Source
from tsi_eval.study.spelling import folded
from tsi_eval.study.tables.table import Fault


def one_respondent(table: pd.DataFrame, source: Source, problems: list[Problem], found: Found) -> pd.DataFrame:
    """Return the rows of one respondent a child.

    The respondent who answered at most occasions is kept, of equals the first in the declared
    order. Answers of those who are declared as others are left out. Anybody else is a problem
    (E358), and so are two respondents for one child without a declared order (E213), at one
    occasion or at two: the change would be one between two persons' views.

    Example: the order is mother, father. The mother answered in autumn, the father in autumn and
    spring. The father is kept, since the change from autumn to spring needs one and the same.

    A row without a child is kept, whoever answered: that it lacks one is said later (E129).
    """
    use = source.instrument
    if use is None or "respondent" not in table:
        return table
    if not use.respondents:
        problems.extend(_twice(table, source))
        # The second respondent's rows go, or the same child would be refused again as a double.
        first = table.groupby(["person", "outcome"])["respondent"].transform("first")
        return table[(table["respondent"] == first) | table["person"].isna()]
    rank = {folded(name): place for place, name in enumerate(use.respondents)}
    others = {folded(name) for name in use.others}
    answers = table.drop_duplicates(["file", "row"])
    unknown = Fault(code="E358", rows=~answers["respondent"].isin({*rank, *others}), more=_declared(use))
    problems.extend(problems_of([unknown], answers))
    known = table[table["respondent"].isin(rank)]
    # Who handed in a form without answers has not answered on that occasion.
    when = known["occasion"].where(known["value"].notna())
    occasions = when.groupby([known["person"], known["respondent"]]).nunique().reset_index(name="answered")
    order = occasions.assign(rank=occasions["respondent"].map(rank)).sort_values(
        ["person", "answered", "rank"], ascending=[True, False, True]
    )
    kept = order.drop_duplicates("person")[["person", "respondent"]]
    named = known.merge(kept, on=["person", "respondent"], how="inner")
    rows = pd.concat([named, table[table["person"].isna()]], ignore_index=True)
    if len(rows) < len(table):
        found.add({"respondents": ""})
    return rows


def _declared(use: InstrumentUse) -> dict[str, Param]:
    """Return what a problem says of the respondents: their column, and who is declared."""
    return {"column": use.respondent, "known": ", ".join([*use.respondents, *use.others])}


def _twice(table: pd.DataFrame, source: Source) -> list[Problem]:
    several = table.groupby(["person", "outcome"])["respondent"].transform("nunique") > 1
    if not several.any():
        return []
    named = places_of(table[several])
    count = len(table.loc[several, ["file", "row"]].drop_duplicates())
    params: dict[str, Param] = {"source": source.id, "count": count, "file": named[0][0]}
    return [Problem(code="E213", params=params, rows=named[0][1], elsewhere=named[1:])]


def answered(table: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Return who answered a source's questionnaire for whom, with the prefix of its outcomes."""
    if source.instrument is None or "respondent" not in table:
        return pd.DataFrame()
    named = {"source": source.id, "prefix": source.instrument.prefix}
    return table[["person", "respondent"]].drop_duplicates().assign(**named)


def other_respondents(answers: pd.DataFrame) -> Iterator[Problem]:
    """Yield two sources of one questionnaire in which other persons answered for a child (E396).

    One respondent is chosen in each source. Where the autumn is one source and the spring another,
    a mother's answers would be compared with a father's.
    """
    if answers.empty:
        return
    several = answers.groupby(["prefix", "person"])["respondent"].transform("nunique") > 1
    for prefix, mixed in answers[several].groupby("prefix"):
        sources = ", ".join(sorted(mixed["source"].unique()))
        params: dict[str, Param] = {"sources": sources, "prefix": str(prefix), "count": int(mixed["person"].nunique())}
        yield Problem(code="E396", params=params)
