"""SDQ answers of parents: item numbers only, since the wording is under copyright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

import numpy as np

from tsi_eval.simulate.draws import between, stream
from tsi_eval.simulate.families import Family, draw_families
from tsi_eval.simulate.files import csv_file
from tsi_eval.simulate.times import working_day
from tsi_eval.simulate.truth import SdqTruth

ITEMS = tuple(f"p{item:02d}" for item in range(1, 26))
HEADER = ("Ärende", "Datum", "Besvarad av", *ITEMS, "Kommentar")
TERM_OF = {"T0": "HT2023", "T1": "VT2024"}
_MOTHER, _FATHER = "mamma", "pappa"
_MEAN, _SD, _CORRELATION, _CHANGE = 12.0, 5.5, 0.7, -1.5
_BETWEEN_PARENTS_SD = 3.0
_TWO_PARENTS, _DROPOUTS, _DUPLICATES = 5, 12, 3
_MISSING, _MOST_MISSING = 0.02, 2
_SUBSCALES = (
    (3, 8, 13, 16, 24),
    (5, 7, 12, 18, 22),
    (2, 10, 15, 21, 25),
    (6, 11, 14, 19, 23),
    (1, 4, 9, 17, 20),
)
_EMOTIONAL, _PROSOCIAL = _SUBSCALES[0], _SUBSCALES[-1]
_DIFFICULTIES = tuple(item for subscale in _SUBSCALES[:-1] for item in subscale)
_REVERSED = (7, 11, 14, 21, 25)
# Restlessness is the commonest answer, conduct the rarest: by subscale, in the order above.
_WEIGHTS = tuple(weight for weight in (1.0, 0.7, 1.5, 0.8) for _ in range(5))
_COMMENTS = ("Ifylld på mötet", "Ifylld hemma", "Lämnad i receptionen", "Påmind en gång")
_COMMENTED = 0.15
_FATHER_SHARE = 0.25
_FIRST_T1, _LAST_T1 = date(2024, 1, 22), date(2024, 5, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    case: str
    occasion: str
    day: date
    parent: str
    total: int
    answers: tuple[int | None, ...]
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Roles:
    twice: tuple[int, ...]
    sparse: int
    dropouts: tuple[int, ...]


def sdq(seed: int, terms: tuple[str, ...], *, messy: bool) -> tuple[dict[str, bytes], SdqTruth]:
    """Return the answers of the families of HT2023, one file an occasion, and their truth."""
    children, rng = draw_families(seed, TERM_OF["T0"]), stream(seed, "sdq")
    totals = _totals(rng, len(children))
    roles = _roles(rng, children, totals[:, 0])
    forms = list(_forms(rng, children, totals, roles))
    files = {
        f"sdq_{term}.csv": _file(stream(seed, "sdq", term), [f for f in forms if f.occasion == occasion], messy=messy)
        for occasion, term in TERM_OF.items()
        if term in terms
    }
    return files, _truth(children, roles, [form for form in forms if TERM_OF[form.occasion] in terms])


def _totals(rng: np.random.Generator, n: int) -> np.ndarray:
    before = rng.normal(0, _SD, n)
    after = _CORRELATION * before + rng.normal(0, _SD * sqrt(1 - _CORRELATION**2), n) + _CHANGE
    return np.clip(np.rint(_MEAN + np.column_stack([before, after])), 0, 40).astype(int)


def _roles(rng: np.random.Generator, children: list[Family], before: np.ndarray) -> _Roles:
    """Choose who has two parents answering, one thin questionnaire, and who drops out: rather the troubled and the not started."""
    started = np.array([child.started is not None for child in children])
    *twice, sparse = rng.choice(np.flatnonzero(started), _TWO_PARENTS + 1, replace=False).tolist()
    odds = np.exp(0.06 * (before - _MEAN)) * np.where(started, 1.0, 6.0)
    odds[[*twice, sparse]] = 0
    dropouts = rng.choice(len(children), _DROPOUTS, replace=False, p=odds / odds.sum()).tolist()
    return _Roles(twice=tuple(sorted(twice)), sparse=sparse, dropouts=tuple(sorted(dropouts)))


def _forms(rng: np.random.Generator, children: list[Family], totals: np.ndarray, roles: _Roles) -> Iterator[_Form]:
    """Draw every form at both occasions, and leave out those who dropped out."""
    for place, child in enumerate(children):
        days = _days(rng, child)
        parents = (_FATHER, _MOTHER) if rng.random() < _FATHER_SHARE else (_MOTHER, _FATHER)
        for occasion, day, total in zip(TERM_OF, days, totals[place].tolist(), strict=True):
            other = min(max(total + round(float(rng.normal(0, _BETWEEN_PARENTS_SD))), 0), 40)
            sparse = place == roles.sparse and occasion == "T0"
            for parent, score in zip(parents, (total, other), strict=True):
                form = _form(rng, child.case, occasion, day, parent, score, sparse=sparse)
                answers = parent == parents[0] or place in roles.twice
                if answers and (occasion == "T0" or place not in roles.dropouts):
                    yield form


def _days(rng: np.random.Generator, child: Family) -> tuple[date, date]:
    first = child.offered + timedelta(days=between(rng, 0, 10))
    earliest = max(first + timedelta(weeks=16), _FIRST_T1)
    second = earliest + timedelta(days=between(rng, 0, (_LAST_T1 - earliest).days))
    return working_day(first), working_day(second)


def _form(
    rng: np.random.Generator, case: str, occasion: str, day: date, parent: str, total: int, *, sparse: bool
) -> _Form:
    blank = blanks(rng)
    if sparse:
        blank = (blank - set(_EMOTIONAL)) | set(_EMOTIONAL[:3])
    given = answers(rng, total)
    return _Form(
        case=case,
        occasion=occasion,
        day=day,
        parent=parent,
        total=total,
        answers=tuple(None if item in blank else given[item] for item in range(1, 26)),
        comment=str(rng.choice(_COMMENTS)) if rng.random() < _COMMENTED else "",
    )


def answers(rng: np.random.Generator, total: int) -> dict[int, int]:
    """Spread a total over the twenty difficulty items, two points at most to each."""
    weights = np.repeat(_WEIGHTS, 2)
    points = rng.choice(40, total, replace=False, p=weights / weights.sum()) // 2
    scores = dict(zip(_DIFFICULTIES, np.bincount(points, minlength=20).tolist(), strict=True))
    difficulties = {item: 2 - score if item in _REVERSED else score for item, score in scores.items()}
    return difficulties | {item: int(rng.binomial(2, 0.78)) for item in _PROSOCIAL}


def blanks(rng: np.random.Generator) -> set[int]:
    """Draw the items left blank; a subscale keeps three answers, so that only the planted one lacks a score."""
    drawn = set((np.flatnonzero(rng.random(25) < _MISSING) + 1).tolist())
    return {item for subscale in _SUBSCALES for item in subscale if len(drawn & set(subscale)) <= _MOST_MISSING} & drawn


def _file(rng: np.random.Generator, forms: list[_Form], *, messy: bool) -> bytes:
    rows = [_fields(form) for form in sorted(forms, key=lambda form: (form.day, form.case))]
    if messy:
        rows += [rows[place] for place in sorted(rng.choice(len(rows), _DUPLICATES, replace=False).tolist())]
    return csv_file([HEADER, *rows], encoding="cp1252" if messy else "utf-8")


def _fields(form: _Form) -> tuple[str, ...]:
    answers = ("" if answer is None else str(answer) for answer in form.answers)
    return (form.case, form.day.isoformat(), form.parent, *answers, form.comment)


def _truth(children: list[Family], roles: _Roles, forms: list[_Form]) -> SdqTruth:
    return SdqTruth(
        mean_before=_MEAN,
        sd=_SD,
        correlation=_CORRELATION,
        change=_CHANGE,
        answered_twice=tuple(children[place].case for place in roles.twice),
        dropped_out=tuple(children[place].case for place in roles.dropouts),
        sparse=children[roles.sparse].case,
        duplicates=_DUPLICATES,
        drawn={(form.case, form.occasion, form.parent): form.total for form in forms},
    )
