"""How parents fill in the SDQ: item numbers only, since the wording is under copyright."""

from __future__ import annotations

import numpy as np

ITEMS = tuple(range(1, 26))
SUBSCALES = (
    (3, 8, 13, 16, 24),
    (5, 7, 12, 18, 22),
    (2, 10, 15, 21, 25),
    (6, 11, 14, 19, 23),
    (1, 4, 9, 17, 20),
)
EMOTIONAL, _PROSOCIAL = SUBSCALES[0], SUBSCALES[-1]
_DIFFICULTIES = tuple(item for subscale in SUBSCALES[:-1] for item in subscale)
REVERSED = (7, 11, 14, 21, 25)
# Restlessness is the commonest answer, conduct the rarest: by subscale, in the order above.
_WEIGHTS = tuple(weight for weight in (1.0, 0.7, 1.5, 0.8) for _ in range(5))
MOST = 40
_PROSOCIAL_SHARE = 0.78
_MISSING, _MOST_MISSING = 0.02, 2


def answers(rng: np.random.Generator, total: int) -> dict[int, int]:
    """Spread a total over the twenty difficulty items, two points at most to each."""
    weights = np.repeat(_WEIGHTS, 2)
    points = rng.choice(MOST, total, replace=False, p=weights / weights.sum()) // 2
    scores = dict(zip(_DIFFICULTIES, np.bincount(points, minlength=20).tolist(), strict=True))
    difficulties = {item: 2 - score if item in REVERSED else score for item, score in scores.items()}
    return difficulties | {item: int(rng.binomial(2, _PROSOCIAL_SHARE)) for item in _PROSOCIAL}


def blanks(rng: np.random.Generator) -> set[int]:
    """Draw the items left blank; each subscale keeps three answers, and with them its score."""
    drawn = set((np.flatnonzero(rng.random(len(ITEMS)) < _MISSING) + 1).tolist())
    blank: set[int] = set()
    for subscale in SUBSCALES:
        missing = drawn & set(subscale)
        if len(missing) <= _MOST_MISSING:
            blank |= missing
    return blank
