"""Items of a questionnaire turned into scales by the package's key."""

from __future__ import annotations

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.convert import present_text, rows_of, to_numbers
from tsi_eval.instruments import coding_fault, instrument, score
from tsi_eval.pilot.source import Source

CODES = {"shifted": "E211", "outside": "E212"}


def scored(frame: pd.DataFrame, keys: pd.DataFrame, source: Source, problems: list[Problem]) -> list[pd.DataFrame]:
    """Return rows of measures, one frame a scale; a shifted coding is refused (E211), as is any other (E212)."""
    use = source.instrument
    if use is None:
        return []
    key, file = instrument(use.key), str(keys["file"].iloc[0])
    columns = source.item_columns()
    items = pd.DataFrame(
        {item: to_numbers(frame, column, source.format, file, problems) for item, column in columns.items()}
    )
    fault = coding_fault(key, items)
    if fault:
        low, high = key.item_minimum, key.item_maximum
        wrong = ((items < low) | (items > high) | (items % 1 != 0) & items.notna()).any(axis=1)
        params = {"file": file, "instrument": key.id, "low": str(low), "high": str(high)}
        problems.append(Problem(code=CODES[fault], params=params, rows=rows_of(frame, wrong)))
        return []
    if use.respondent:
        keys = keys.assign(respondent=present_text(frame[use.respondent], source.format).fillna(""))
    values = score(key, items).values
    return [keys.assign(outcome=f"{use.prefix}_{scale}", value=values[scale]) for scale in values.columns]
