"""What the simulated E-CONNECT planted and drew: known to tests, never written to a file.

Planted values are parameters; `drawn` values are what chance made of them, before any answer is
left blank. Occasions are "T0", "T1" and "T2".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentTruth:
    """Parents, their children and their sessions.

    Attributes:
        informed: Parents told of the groups.
        enrolled: Of them, those who enrolled.
        started: Of them, those who came to a session.
        children: Children of the informed.
        children_of_started: Children of those who started.
        two_parents: Children of whom two parents started.
        attendance: Expected share present at a session of those who have not left.
        leavers: Those who left before the end.
        sessions: How many sessions count as completed.
        drawn_completed: Those who were present at so many.
        drawn_present: Those present at each session, in order.
        drawn_form: Parents by the form that was offered.
    """

    informed: int
    enrolled: int
    started: int
    children: int
    children_of_started: int
    two_parents: int
    attendance: float
    leavers: tuple[str, ...]
    sessions: int
    drawn_completed: tuple[str, ...]
    drawn_present: tuple[int, ...]
    drawn_form: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyTruth:
    """SDQ total difficulties, answered by parents who came because of them.

    Attributes:
        mean_before: Expected mean at T0.
        sd_before: Standard deviation at T0.
        population_mean: Mean of those that the group was chosen from.
        population_sd: Their standard deviation.
        reliability: Correlation of two measurements of them.
        change_by_selection: Expected T1 − T0 with no change in anyone: (1 − reliability) ·
            (population mean − mean before).
        change_besides: Expected T1 − T0 beyond it.
        within_child: Correlation of two parents' changes.
        drawn: Total by (parent, occasion).
    """

    mean_before: float
    sd_before: float
    population_mean: float
    population_sd: float
    reliability: float
    change_by_selection: float
    change_besides: float
    within_child: float
    drawn: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTruth:
    """The pilot's own questions.

    Attributes:
        trust_mean: Expected sum of the five questions at T0.
        trust_sd: Its standard deviation, at each occasion.
        trust_change: Expected change since T0, by occasion.
        correlation: Between occasions, by (earlier, later).
        within_child: Correlation of two parents' answers, and of their changes.
        relation_shift: Change since T0 of what lies behind the relation, in its standard
            deviations, by occasion.
        good_relation: Expected share with at least 4, by occasion.
        quarrel_days: Expected days of the last week, by occasion.
        drawn_trust: Sum by (parent, occasion).
        drawn_relation: Answer by (parent, occasion).
        drawn_quarrels: Days by (parent, occasion).
    """

    trust_mean: float
    trust_sd: float
    trust_change: Mapping[str, float]
    correlation: Mapping[tuple[str, str], float]
    within_child: float
    relation_shift: Mapping[str, float]
    good_relation: Mapping[str, float]
    quarrel_days: Mapping[str, float]
    drawn_trust: Mapping[tuple[str, str], int]
    drawn_relation: Mapping[tuple[str, str], int]
    drawn_quarrels: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTruth:
    """Who answered, and what is wrong in the files.

    Attributes:
        answered: Parents with a form, by occasion.
        dropped_out: Parents with a form at T0 and none at T1: rather those with a high SDQ at T0,
            and those who left.
        unfinished: Of them, the one whose form at T0 ends after a few answers: no total, no sums.
        doubled: Rows that repeat another, by file.
    """

    answered: Mapping[str, tuple[str, ...]]
    dropped_out: tuple[str, ...]
    unfinished: str
    doubled: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class EConnectTruth:
    """Everything planted in a delivery, by subject."""

    seed: int
    parents: ParentTruth
    difficulties: DifficultyTruth
    own: OwnTruth
    forms: FormTruth
