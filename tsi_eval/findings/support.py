"""What a model's number, or one about clusters, rests on beside its persons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a number rests on beside its persons; never printed in a report.

    Example: a model of 40 persons with three coefficients has 37 residual degrees of freedom; the
    person who draws most of the fit has a leverage of 0.3. Forty persons of six families have
    clusters such as (10, 8, 7, 6, 5, 4).

    Attributes:
        residual_df: Degrees of freedom that a model leaves, or None where there is no model.
        leverage: Largest leverage of any person in it, from 0 to 1, or None.
        clusters: How many persons each cluster has; () where there are none.
    """

    residual_df: int | None = None
    leverage: float | None = None
    clusters: tuple[int, ...] = ()
