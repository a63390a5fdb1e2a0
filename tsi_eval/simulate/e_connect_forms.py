"""The questionnaires' files: who answered which occasion, what was left blank, what is there twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tsi_eval.simulate.draws import between, stream
from tsi_eval.simulate.e_connect_answers import (
    MEAN_BEFORE,
    OCCASIONS,
    TRUST_ITEMS,
    TRUST_LEAST,
    TRUST_MOST,
    Answers,
    difficulty_truth,
    draw_answers,
    own_truth,
)
from tsi_eval.simulate.e_connect_parents import SESSIONS, TERMS, Parent, draw_parents, session_day
from tsi_eval.simulate.e_connect_truth import DifficultyTruth, FormTruth, OwnTruth
from tsi_eval.simulate.files import csv_file
from tsi_eval.simulate.sdq import ITEMS, answers, blanks
from tsi_eval.simulate.times import working_day

TRUST = tuple(f"Tilltro {item}" for item in range(1, TRUST_ITEMS + 1))
OWN = (*TRUST, "Relation", "Bråkdagar")
FILES = {"T0": "enkat_fore.csv", "T1": "enkat_efter.csv", "T2": "enkat_uppfoljning.csv"}
WRITTEN = {"T0": "före", "T1": "efter", "T2": "uppföljning"}
_KEYS, _COMMENT = ("Förälder", "Mättillfälle", "Datum"), "Kommentar"
HEADERS = {
    "T0": (*_KEYS, *ITEMS, *OWN, _COMMENT),
    "T1": (*_KEYS, *ITEMS, *OWN, _COMMENT),
    "T2": (*_KEYS, *OWN, _COMMENT),
}
_DOUBLED = {"T0": 2, "T1": 1, "T2": 0}
# Outcomes have values for the same persons, and these differ by five or more from other groups:
# sets that differ by fewer hide each other.
_BEFORE, _AFTER_SHARE, _LATER_SHARE = 75, 0.65, 0.85
_COMMENTS, _COMMENTED = ("Ifylld hemma", "Ifylld på träffen", "Påmind en gång", "Lämnad per post"), 0.15
_UNFINISHED_AFTER = 7
_LEFT_ODDS, _TOGETHER = 4.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Roles:
    answered: Mapping[str, tuple[Parent, ...]]
    unfinished: str


def form_files(seed: int) -> tuple[dict[str, bytes], DifficultyTruth, OwnTruth, FormTruth]:
    """Return the three files of questionnaires, and their truths."""
    started = tuple(parent for parent in draw_parents(seed) if parent.present)
    drawn = draw_answers(seed, started)
    roles = _roles(stream(seed, "e_connect", "roles"), started, drawn)
    files = {FILES[at]: _file(stream(seed, "e_connect", "forms", at), at, roles, drawn) for at in OCCASIONS}
    there = {(parent.id, at): drawn[parent.id, at] for at in OCCASIONS for parent in roles.answered[at]}
    totals = {key: found.difficulties for key, found in there.items() if key[1] != OCCASIONS[-1]}
    return files, difficulty_truth(totals), own_truth(there), _truth(roles)


def _roles(rng: np.random.Generator, started: tuple[Parent, ...], drawn: Mapping[tuple[str, str], Answers]) -> _Roles:
    """Choose who answers: after, rather those with a low score before and those who stayed; two of one home rather both or neither."""
    before = _chosen(rng, started, np.ones(len(started)), _BEFORE)
    scores = np.array([drawn[parent.id, "T0"].difficulties for parent in before])
    homes = dict.fromkeys(parent.child for parent in before)
    lift = dict(zip(homes, rng.normal(0, _TOGETHER, len(homes)).tolist(), strict=True))
    odds = np.exp(-0.06 * (scores - MEAN_BEFORE) + np.array([lift[parent.child] for parent in before]))
    odds /= np.array([_LEFT_ODDS if parent.left else 1.0 for parent in before])
    after = _chosen(rng, before, odds, round(_AFTER_SHARE * len(before)))
    asked = tuple(parent for parent in after if parent.term < TERMS - 1)
    later = _chosen(rng, asked, np.ones(len(asked)), round(_LATER_SHARE * len(asked)))
    gone = [parent.id for parent in before if parent not in after]
    return _Roles(answered={"T0": before, "T1": after, "T2": later}, unfinished=str(rng.choice(gone)))


def _chosen(rng: np.random.Generator, parents: tuple[Parent, ...], odds: np.ndarray, n: int) -> tuple[Parent, ...]:
    places = rng.choice(len(parents), n, replace=False, p=odds / odds.sum())
    return tuple(parents[place] for place in sorted(places.tolist()))


def _file(rng: np.random.Generator, at: str, roles: _Roles, drawn: Mapping[tuple[str, str], Answers]) -> bytes:
    rows = sorted(
        (
            (_day(rng, parent, at), parent.id, tuple(_given(rng, parent, at, roles, drawn[parent.id, at])))
            for parent in roles.answered[at]
        ),
    )
    written = [(parent, WRITTEN[at], day.isoformat(), *given) for day, parent, given in rows]
    again = rng.choice(len(written), _DOUBLED[at], replace=False)
    written += [written[place] for place in sorted(again.tolist())]
    return csv_file([HEADERS[at], *written], encoding="utf-8-sig" if at == OCCASIONS[-1] else "utf-8")


def _day(rng: np.random.Generator, parent: Parent, at: str) -> date:
    """Draw the day of a form: in the fortnight before the first session, the three weeks after the last, or six months after it."""
    first, last = (session_day(parent.form, parent.term, place) for place in (0, SESSIONS - 1))
    earliest = {"T0": first - timedelta(days=14), "T1": last, "T2": last + timedelta(weeks=26)}[at]
    longest = {"T0": 13, "T1": 20, "T2": 27}[at]
    return working_day(earliest + timedelta(days=between(rng, 0, longest)))


def _given(rng: np.random.Generator, parent: Parent, at: str, roles: _Roles, drawn: Answers) -> Iterator[str]:
    blank, scored = blanks(rng), answers(rng, drawn.difficulties)
    difficulties = ["" if item in blank else str(scored[item]) for item in sorted(scored)]
    trust = [str(answer) for answer in _items(rng, drawn.trust)]
    own = [*trust, str(drawn.relation), str(drawn.quarrels)]
    if at == "T0" and parent.id == roles.unfinished:
        difficulties[_UNFINISHED_AFTER:] = [""] * (len(difficulties) - _UNFINISHED_AFTER)
        own = [""] * len(own)
    yield from difficulties if at != OCCASIONS[-1] else []
    yield from own
    yield str(rng.choice(_COMMENTS)) if rng.random() < _COMMENTED else ""


def _items(rng: np.random.Generator, total: int) -> list[int]:
    """Spread a sum over the five questions."""
    steps = TRUST_MOST - TRUST_LEAST
    points = rng.choice(TRUST_ITEMS * steps, total - TRUST_ITEMS * TRUST_LEAST, replace=False) // steps
    found: list[int] = (TRUST_LEAST + np.bincount(points, minlength=TRUST_ITEMS)).tolist()
    return found


def _truth(roles: _Roles) -> FormTruth:
    answered = {at: tuple(parent.id for parent in parents) for at, parents in roles.answered.items()}
    stayed = set(answered["T1"])
    return FormTruth(
        answered=answered,
        dropped_out=tuple(parent for parent in answered["T0"] if parent not in stayed),
        unfinished=roles.unfinished,
        doubled={FILES[at]: n for at, n in _DOUBLED.items()},
    )
