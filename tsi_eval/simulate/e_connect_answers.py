"""What parents answer before, after and six months later, drawn so that two parents of one teenager are alike."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from tsi_eval.simulate.draws import stream
from tsi_eval.simulate.e_connect_parents import Parent
from tsi_eval.simulate.e_connect_truth import DifficultyTruth, OwnTruth

OCCASIONS = ("T0", "T1", "T2")
TRUST_ITEMS, TRUST_LEAST, TRUST_MOST = 5, 1, 5
MEAN_BEFORE = 15.0
_SD_BEFORE = 5.0
# Parents of UK children aged 5-15 (Goodman 2001; Meltzer et al. 2000), as in the package's key.
_POPULATION_MEAN, _POPULATION_SD, _RELIABILITY = 8.4, 5.8, 0.72
# All of the movement is what comes of choosing those with a high score.
_CHANGE_BESIDES = 0.0
_WITHIN_CHILD = 0.4
_MOST_DIFFICULTIES = 40
_TRUST_MEAN, _TRUST_SD = 16.0, 3.5
_TRUST_CHANGE = {"T0": 0.0, "T1": 1.5, "T2": 1.2}
_CORRELATIONS = {("T0", "T1"): 0.6, ("T0", "T2"): 0.5, ("T1", "T2"): 0.6}
_RELATION_LIMITS = (-1.4, -0.5, 0.45, 1.5)
_RELATION_SHIFT = {"T0": 0.0, "T1": 0.45, "T2": 0.35}
_GOOD = 4
_DAYS = 7
_QUARREL_SHARE = {"T0": 0.40, "T1": 0.32, "T2": 0.33}
_QUARREL_SPREAD = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One parent's answers at one occasion, as sums.

    Attributes:
        difficulties: SDQ total; it is not asked for at T2.
        trust: Sum of the five questions.
        relation: From 1 to 5.
        quarrels: Days of the last week.
    """

    difficulties: int
    trust: int
    relation: int
    quarrels: int


def draw_answers(seed: int, parents: tuple[Parent, ...]) -> dict[tuple[str, str], Answers]:
    """Draw the answers of every parent at every occasion, by (parent, occasion)."""
    children = _numbered([parent.child for parent in parents])
    difficulties = _difficulties(stream(seed, "e_connect", "sdq"), children)
    trust = _trust(stream(seed, "e_connect", "trust"), children)
    relation = _relation(stream(seed, "e_connect", "relation"), children)
    quarrels = _quarrels(stream(seed, "e_connect", "quarrels"), children)
    return {
        (parent.id, occasion): Answers(
            difficulties=int(difficulties[row, min(place, 1)]),
            trust=int(trust[row, place]),
            relation=int(relation[row, place]),
            quarrels=int(quarrels[row, place]),
        )
        for row, parent in enumerate(parents)
        for place, occasion in enumerate(OCCASIONS)
    }


def difficulty_truth(drawn: dict[tuple[str, str], int]) -> DifficultyTruth:
    """Return what was planted in the SDQ, beside what was drawn."""
    return DifficultyTruth(
        mean_before=MEAN_BEFORE,
        sd_before=_SD_BEFORE,
        population_mean=_POPULATION_MEAN,
        population_sd=_POPULATION_SD,
        reliability=_RELIABILITY,
        change_by_selection=(1 - _RELIABILITY) * (_POPULATION_MEAN - MEAN_BEFORE),
        change_besides=_CHANGE_BESIDES,
        within_child=_WITHIN_CHILD,
        drawn=drawn,
    )


def own_truth(drawn: dict[tuple[str, str], Answers]) -> OwnTruth:
    """Return what was planted in the pilot's own questions, beside what was drawn."""
    below = _RELATION_LIMITS[_GOOD - 2]
    return OwnTruth(
        trust_mean=_TRUST_MEAN,
        trust_sd=_TRUST_SD,
        trust_change=dict(_TRUST_CHANGE),
        correlation=dict(_CORRELATIONS),
        within_child=_WITHIN_CHILD,
        relation_shift=dict(_RELATION_SHIFT),
        good_relation={at: 1 - NormalDist().cdf(below - shift) for at, shift in _RELATION_SHIFT.items()},
        quarrel_days={at: _DAYS * share for at, share in _QUARREL_SHARE.items()},
        drawn_trust={key: answers.trust for key, answers in drawn.items()},
        drawn_relation={key: answers.relation for key, answers in drawn.items()},
        drawn_quarrels={key: answers.quarrels for key, answers in drawn.items()},
    )


def _numbered(children: list[str]) -> np.ndarray:
    places = {child: place for place, child in enumerate(dict.fromkeys(children))}
    return np.array([places[child] for child in children])


def _alike(rng: np.random.Generator, children: np.ndarray, correlations: np.ndarray) -> np.ndarray:
    """Draw standard normal rows, one a parent: columns correlate as given, and two parents of one child by `_WITHIN_CHILD`."""
    root = np.linalg.cholesky(correlations).T
    width = len(correlations)
    shared = rng.normal(size=(int(children.max()) + 1, width)) @ root
    own = rng.normal(size=(len(children), width)) @ root
    alike: np.ndarray = sqrt(_WITHIN_CHILD) * shared[children] + sqrt(1 - _WITHIN_CHILD) * own
    return alike


def _over_time() -> np.ndarray:
    found = np.eye(len(OCCASIONS))
    for (one, other), correlation in _CORRELATIONS.items():
        first, second = OCCASIONS.index(one), OCCASIONS.index(other)
        found[first, second] = found[second, first] = correlation
    return found


def _difficulties(rng: np.random.Generator, children: np.ndarray) -> np.ndarray:
    """Draw totals before and after: the second moves towards the population's mean, as far as its retest says."""
    drawn = _alike(rng, children, np.eye(2))
    before = MEAN_BEFORE + _SD_BEFORE * drawn[:, 0]
    noise = _POPULATION_SD * sqrt(1 - _RELIABILITY**2) * drawn[:, 1]
    after = _POPULATION_MEAN + _RELIABILITY * (before - _POPULATION_MEAN) + noise + _CHANGE_BESIDES
    return np.clip(np.rint(np.column_stack([before, after])), 0, _MOST_DIFFICULTIES).astype(int)


def _trust(rng: np.random.Generator, children: np.ndarray) -> np.ndarray:
    changed = _TRUST_MEAN + np.array([_TRUST_CHANGE[at] for at in OCCASIONS])
    drawn = changed + _TRUST_SD * _alike(rng, children, _over_time())
    return np.clip(np.rint(drawn), TRUST_ITEMS * TRUST_LEAST, TRUST_ITEMS * TRUST_MOST).astype(int)


def _relation(rng: np.random.Generator, children: np.ndarray) -> np.ndarray:
    behind = _alike(rng, children, _over_time()) + np.array([_RELATION_SHIFT[at] for at in OCCASIONS])
    steps: np.ndarray = 1 + np.searchsorted(_RELATION_LIMITS, behind)
    return steps


def _quarrels(rng: np.random.Generator, children: np.ndarray) -> np.ndarray:
    """Draw days with quarrels: each home has its own share of days, which changes by the same ratio in all."""
    first = _QUARREL_SHARE["T0"]
    share = rng.beta(_QUARREL_SPREAD * first, _QUARREL_SPREAD * (1 - first), int(children.max()) + 1)[children]
    ratios = np.array([_QUARREL_SHARE[at] / first for at in OCCASIONS])
    days: np.ndarray = rng.binomial(_DAYS, share[:, None] * ratios)
    return days
