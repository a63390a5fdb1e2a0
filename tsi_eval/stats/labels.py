"""Labels of groups, clusters, persons and occasions as whole numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tsi_eval.stats.inputs import LARGEST_COUNT, Labels, is_masked, not_estimable

Codes = npt.NDArray[np.intp]


def coded(labels: Labels, n: int, names: str, name: str) -> tuple[npt.NDArray[Any], Codes]:
    """Return the different labels in order, and the place of each label among them.

    Refuses another number than `n` (E147) and gaps (E145).
    """
    array = complete_labels(labels, n, names, name)
    try:
        found, codes = np.unique(array, return_inverse=True)
    except TypeError:  # labels of kinds that have no order
        raise not_estimable("E145", name=name) from None
    return found, codes.astype(np.intp)


def complete_labels(labels: Labels, n: int, names: str, name: str) -> npt.NDArray[Any]:
    """Return `n` labels as an array.

    Refuses another number (E147, `names`) and gaps (E145, `name`), and masked labels are gaps.
    """
    if is_masked(labels):
        raise not_estimable("E145", name=name)
    try:
        array = _as_they_are(labels)
    except (TypeError, ValueError, OverflowError):  # rows in it that are not equally long
        raise not_estimable("E145", name=name) from None
    if array.shape != (n,):
        raise not_estimable("E147", names=names)
    if any(is_missing(label) for label in array.tolist()):
        raise not_estimable("E145", name=name)
    return array


def _as_they_are(labels: Labels) -> npt.NDArray[Any]:
    """Return an array in which a label is no text or float unless it was one.

    Beside a text, numpy writes a number, and even NaN, as a text. Beside a float, or a whole number
    below 0, it writes large whole numbers as floats, in which they lose their last digits.
    """
    array = np.asarray(labels)
    if array.dtype.kind not in "USf" or array.ndim != 1:
        return array
    given = np.asarray(labels, dtype=object)
    if array.dtype.kind == "f":
        return given if any(isinstance(label, int) and abs(label) > LARGEST_COUNT for label in given) else array
    of_one_kind = any(all(isinstance(label, kind) for label in given) for kind in (str, bytes))
    return array if of_one_kind else given


def is_missing(label: Any) -> bool:
    """Return whether a label says that there is none: None, NaN, NaT, NA or a masked value."""
    # NaN differs from itself, pandas' NA will not say whether it does, and a decimal that signals
    # raises when it is asked.
    try:
        same = label == label  # noqa: PLR0124
    except ArithmeticError:
        return True
    return label is None or not isinstance(same, bool | np.bool_) or not same
