"""Labels of groups, clusters, persons and occasions as whole numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tsi_eval.stats.inputs import Labels, not_estimable

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

    Refuses another number (E147, `names`) and gaps (E145, `name`).
    """
    array = np.asarray(labels)
    if array.shape != (n,):
        raise not_estimable("E147", names=names)
    if any(_is_missing(label) for label in array.tolist()):
        raise not_estimable("E145", name=name)
    return array


def _is_missing(label: Any) -> bool:
    # NaN differs from itself, and pandas' NA will not say whether it does.
    same = label == label  # noqa: PLR0124
    return label is None or not isinstance(same, bool | np.bool_) or not same
