"""Everybody's values of every outcome, as disclosure control gets them."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import Measured
from tsi_eval.study import Study
from tsi_eval.study.tables import MEASURES


def measured_in(study: Study) -> Iterator[Measured]:
    """Yield the values of each outcome at each occasion at which somebody was measured."""
    measures = study.table(MEASURES.name)
    for outcome, occasion in measures[["outcome", "occasion"]].drop_duplicates().itertuples(index=False):
        scale = study.outcomes[outcome]
        yield Measured(
            outcome=str(outcome),
            occasion=str(occasion),
            values={str(person): float(value) for person, value in study.values(outcome, occasion).items()},
            minimum=scale.minimum,
            maximum=scale.maximum,
            step=scale.step,
        )
