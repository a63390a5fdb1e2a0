"""What a simulated pilot planted and drew: known to tests, never written to a file.

Planted values are parameters; `drawn` values are what chance made of them, before any file hides,
doubles or blanks a cell. Months are "2023-08", terms "HT2023", schools "a" to "d".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactTruth:
    """Contacts in the pilot schools.

    Attributes:
        expected: Mean contacts of a term, by school.
        pupil_share: Expected share of contacts that are with pupils.
        drawn: Contacts by (term, school).
        drawn_minutes: Minutes by (term, school).
    """

    expected: Mapping[str, float]
    pupil_share: float
    drawn: Mapping[tuple[str, str], int]
    drawn_minutes: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryTruth:
    """Enquiries to the open service.

    Attributes:
        step_from: First month with the step.
        step_rate_ratio: Rate after over rate before, at the step.
        slope_rate_ratio: Change of the trend after the step, as a ratio a year; 1 is none.
        yearly_trend: Rate ratio a year, throughout.
        dispersion: Variance over mean of a month's total.
        self_referred_before: Expected share who came by themselves.
        self_referred_after: The same from the step.
        hidden: The (month, route) cells that the source hid.
        expected: Mean total by month.
        drawn: Enquiries by (month, route), hidden ones too.
    """

    step_from: date
    step_rate_ratio: float
    slope_rate_ratio: float
    yearly_trend: float
    dispersion: float
    self_referred_before: float
    self_referred_after: float
    hidden: tuple[tuple[str, str], ...]
    expected: Mapping[str, float]
    drawn: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTruth:
    """Reports of concern from four schools.

    Attributes:
        step_from: First month with the step.
        step_rate_ratio: Rate after over rate before in pilot schools, at the step.
        switch_from: First month in the new case system.
        switch_rate_ratio: Its level jump, in all schools.
        yearly_trend: Rate ratio a year, throughout.
        dispersion: Variance over mean of a school's month.
        share_opened_before: Expected share that led to an investigation.
        share_opened_after: The same from the step.
        expected: Mean reports by (month, school).
        drawn: Reports by (month, school).
        drawn_opened: Of them, opened.
    """

    step_from: date
    step_rate_ratio: float
    switch_from: date
    switch_rate_ratio: float
    yearly_trend: float
    dispersion: float
    share_opened_before: float
    share_opened_after: float
    expected: Mapping[tuple[str, str], float]
    drawn: Mapping[tuple[str, str], int]
    drawn_opened: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceTruth:
    """Absence in four schools, as shares of the time offered.

    Attributes:
        effect_from: First term with the effect.
        effect: Change in the pilot schools' total absence; −0.006 is 0.6 percentage points less.
        spring: What a spring term lies above an autumn term.
        drawn: Total absence of grades 7–9 by (term, school).
        drawn_invalid: Of it, without leave.
    """

    effect_from: str
    effect: float
    spring: float
    drawn: Mapping[tuple[str, str], float]
    drawn_invalid: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetTruth:
    """Costs as budgeted.

    Attributes:
        total: Sum of amount times price by term, in kronor of mixed price years and without fees on
            wages.
        total_staff: Of it, wages.
    """

    total: Mapping[str, Decimal]
    total_staff: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTruth:
    """Families new in the open service; cohorts are "före" and "under".

    Attributes:
        mean_weeks: Expected weeks to contact, by cohort.
        start_share: Expected share of the offered who start.
        finish_share: Expected share of the started who finish.
        drawn_offered: Families by cohort.
        drawn_started: Of them, started.
        drawn_finished: Of them, finished as planned.
        drawn_mean_weeks: Mean weeks to contact as written, by cohort.
        drawn_gender: Children by (cohort, gender).
    """

    mean_weeks: Mapping[str, float]
    start_share: float
    finish_share: float
    drawn_offered: Mapping[str, int]
    drawn_started: Mapping[str, int]
    drawn_finished: Mapping[str, int]
    drawn_mean_weeks: Mapping[str, float]
    drawn_gender: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SdqTruth:
    """SDQ total difficulties, answered by parents.

    Attributes:
        mean_before: Expected mean at T0.
        sd: Standard deviation at T0 and T1.
        correlation: Between T0 and T1.
        change: Expected T1 − T0, had nobody dropped out.
        answered_twice: Cases with two parents at each occasion.
        dropped_out: Cases with T0 and no T1.
        sparse: The case that has an emotional subscale with two answers at T0, hence no total.
        duplicates: Rows of each file that repeat another.
        drawn: Total by (case, occasion, who answered), before any answer was left blank.
    """

    mean_before: float
    sd: float
    correlation: float
    change: float
    answered_twice: tuple[str, ...]
    dropped_out: tuple[str, ...]
    sparse: str
    duplicates: int
    drawn: Mapping[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyTruth:
    """Pupils who know of the team, and staff who are content with the cooperation; spring terms 2023 and 2024.

    Attributes:
        pupil_share: Expected share by term.
        staff_share: Expected share by term.
        drawn_pupils: (yes, answers) by (term, school).
        drawn_staff: (yes, answers) by (term, school).
    """

    pupil_share: Mapping[str, float]
    staff_share: Mapping[str, float]
    drawn_pupils: Mapping[tuple[str, str], tuple[int, int]]
    drawn_staff: Mapping[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything planted in a delivery, by subject."""

    seed: int
    terms: tuple[str, ...]
    contacts: ContactTruth
    enquiries: EnquiryTruth
    reports: ReportTruth
    absence: AbsenceTruth
    budget: BudgetTruth
    families: FamilyTruth
    sdq: SdqTruth
    surveys: SurveyTruth
