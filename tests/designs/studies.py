"""Studies of persons whose values are given as columns, one an occasion."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from tsi_eval.language import Text
from tsi_eval.study import Outcome, Study

Array = npt.NDArray[np.float64]
WORDS = Text(sv="x", en="x")
SCALE = Outcome(label=WORDS, unit=WORDS, minimum=0, maximum=40, sd=6.0, reliability=0.8)


def measured(
    columns: Mapping[str, Sequence[Sequence[float]] | Array],
    occasions: Sequence[str],
    *,
    family: Sequence[str] = (),
    outcome: Outcome = SCALE,
    name: Callable[[int], str] = "p{:03d}".format,
) -> Study:
    """Return a study in which every occasion is declared, so that one without values is awaited.

    Args:
        columns: Outcome → the persons' values at each occasion, NaN where there is none.
        occasions: Their names, in the order of the columns.
        family: What each person belongs to, or nothing.
        outcome: The scale of every outcome.
        name: Number of a person → its pseudonym.
    """
    rows = [
        (name(i), at, of, float(value))
        for of, each in columns.items()
        for at, values in zip(occasions, each, strict=True)
        for i, value in enumerate(values)
        if not math.isnan(value)
    ]
    persons = pd.DataFrame({"person": [name(i) for i in range(len(next(iter(columns.values()))[0]))]})
    if len(family):
        persons["family"] = list(family)
    return Study.from_frames(
        persons=persons,
        measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]) if rows else None,
        outcomes=dict.fromkeys(columns, outcome),
        declared={"occasion": occasions},
    )
