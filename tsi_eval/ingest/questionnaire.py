"""Items of a questionnaire turned into scales by the package's key."""

from __future__ import annotations

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.convert import rows_of, to_numbers
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.instruments import coding_fault, instrument, score
from tsi_eval.study.spelling import folded

CODES = {"shifted": "E211", "outside": "E212"}


def scored(file: SourceFile, keys: pd.DataFrame) -> list[pd.DataFrame]:
    """Return rows of measures, one frame a scale.

    A shifted coding is refused (E211), and so is any other that the key does not have (E212).
    """
    source, frame = file.source, file.frame
    use = source.instrument
    if use is None:
        return []
    key = instrument(use.key)
    columns = source.item_columns()
    items = pd.DataFrame(
        {item: to_numbers(frame, column, source.format, file.name, file.problems) for item, column in columns.items()}
    )
    fault = coding_fault(key, items)
    if fault:
        low, high = key.item_minimum, key.item_maximum
        wrong = ((items < low) | (items > high) | (items % 1 != 0) & items.notna()).any(axis=1)
        params = {"file": file.name, "instrument": key.id, "low": str(low), "high": str(high)}
        file.problems.append(Problem(code=CODES[fault], params=params, rows=rows_of(frame, wrong)))
        return []
    if use.respondent:
        # "Mamma" and "mamma" are one and the same.
        keys = keys.assign(respondent=file.text(use.respondent).fillna("").map(folded))
    values = score(key, items).values
    return [keys.assign(outcome=f"{use.prefix}_{scale}", value=values[scale]) for scale in values.columns]
