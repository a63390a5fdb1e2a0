"""A new report beside all that was handed out: what is renewed, and what stays as it was.

1. The new numbers are judged by themselves (`door.judge`).
2. Each unit of them (`units`) is asked about in turn. It is renewed if it may be told beside all
   that was told before (`audit`), and if no answer, total or group vanishes that was shown last
   time. Groups are renewed only with the rest of their question.
3. What changed for none, or for one to four, stays as it was, so that the reader can't tell which.
   It has the date of the report in which it was renewed last (`keeping`). A question that has no
   earlier answer is hidden instead.
4. What was renewed is what this report tells (`entry`); if it is handed out, it is kept.

A report is not judged beside itself: the same findings of the same date are the same report,
whatever files they came in and in whatever language it is read. It is judged beside what came
before its first time.

Worked example. June: 60 started, 30 girls. December: 68, 35 girls. The total is renewed; the girls
stay 30, with June's date, since 68 less 60 less 5 are three boys.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from tsi_eval.findings import Finding, Findings
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding, last_of
from tsi_eval.pilot.declaration import Corrected
from tsi_eval.protect.disclosure.decisions import FEW, FEW_IN_MEAN, SUPPRESSED
from tsi_eval.protect.disclosure.door import Judged, finished, judge
from tsi_eval.protect.disclosure.handed_out.alike import SameValue
from tsi_eval.protect.disclosure.handed_out.audit import Audit
from tsi_eval.protect.disclosure.handed_out.correcting import corrected
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
from tsi_eval.protect.disclosure.handed_out.keeping import (
    Parts,
    kept,
    last_answer,
    named_parts,
    of_part,
    with_kept,
    would_vanish,
)
from tsi_eval.protect.disclosure.handed_out.refusing import refuse_looser, refuse_others, refuse_out_of_turn
from tsi_eval.protect.disclosure.handed_out.told import Elements, Told, told_by
from tsi_eval.protect.disclosure.handed_out.units import Unit, by_finding, may_come, parts_of, units_of
from tsi_eval.protect.disclosure.security import with_security
from tsi_eval.protect.disclosure.turned import with_turned
from tsi_eval.protect.disclosure.values.samples import columns_of
from tsi_eval.protect.disclosure.values.withheld import estimate_name, withheld
from tsi_eval.protect.pseudonyms.lasting import Lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """All that was handed out, and what persons are called in it.

    Attributes:
        reports: Of every pilot, oldest first.
        lasting: What persons are called in every report.
        correction: What the new report corrects, and who has signed that this may tell of few.
    """

    reports: tuple[HandedOut, ...]
    lasting: Lasting
    correction: Corrected | None = None

    @property
    def excepted(self) -> tuple[str, ...]:
        """The questions of which somebody has signed that their correction may tell of few."""
        signed = None if self.correction is None else self.correction.exception
        return () if signed is None else signed.questions

    def before(self, pilot: str, identity: str) -> tuple[HandedOut, ...]:
        """Return the reports that came before a report's first time."""
        for place, report in enumerate(self.reports):
            if report.pilot == pilot and report.identity == identity:
                return self.reports[:place]
        return self.reports


def release_beside(findings: Findings, earlier: Earlier) -> HandedOut:
    """Return what may leave beside all that was handed out, and what it would tell.

    Raises:
        ProtectionError: As `release`.
        ReportError: Of no earlier report half of the persons are known again (E430), or the policy
            is looser than in an earlier report about the same persons (E431).
        DeclarationError: What it corrects was never handed out (E434) or is not the last report
            (E440), an exception names a question that nobody asks (E437), or an approved report is
            not later than the last one (E436).
    """
    judged = judge(findings)
    told = _told(judged, earlier.lasting)
    identity = _identity(judged, told, earlier.lasting)
    before = earlier.before(findings.cover.pilot, identity)
    last = next((report for report in reversed(before) if report.pilot == findings.cover.pilot), None)
    refuse_others(before, judged, earlier.lasting)
    refuse_looser(before, judged, earlier.lasting)
    if last is not None:
        refuse_out_of_turn(last, judged, earlier.correction)
    every = judged.findings.findings
    parts = [parts_of(finding, mine) for finding, mine in zip(every, by_finding(every, told), strict=True)]
    units = units_of(every, parts)
    answers = [_last_answer(*pair, last) for pair in zip(every, parts, strict=True)]
    renewed = _renewed(judged, told, units, before, answers, earlier)
    released = _composed(judged, units, renewed, answers, None if last is None else last.released)
    corrects = corrected(released, before, earlier.correction)
    places = [place for unit in renewed for place in unit.places]
    released = with_security(with_turned(released, every), every)
    return HandedOut(
        identity=identity,
        released=replace(released, corrects=corrects),
        told=tuple(dict.fromkeys(item for place in places for item in told[place])),
    )


def _told(judged: Judged, lasting: Lasting) -> list[tuple[Told, ...]]:
    columns, policy = columns_of(judged.findings.measured), judged.findings.cover.policy
    return [
        tuple(told_by(exact, item.status, columns, lasting, policy))
        for exact, item in zip(judged.exact, judged.shown, strict=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Last:
    """What the last report said to a question, and which unit each of its numbers belongs to."""

    finding: ReleasedFinding
    parts: Parts


def _last_answer(finding: Finding, parts: Sequence[str], last: HandedOut | None) -> _Last | None:
    then = None if last is None else last_answer(finding, last.released)
    return None if then is None else _Last(finding=then, parts=named_parts(finding, parts))


def _renewed(
    judged: Judged,
    told: Sequence[tuple[Told, ...]],
    units: Sequence[Unit],
    before: Sequence[HandedOut],
    answers: Sequence[_Last | None],
    earlier: Earlier,
) -> tuple[Unit, ...]:
    """Return the units that are renewed (step 2)."""
    if not before:
        return tuple(units)
    audit = Audit(
        (report.told for report in before),
        chain.from_iterable(told),
        judged.findings.cover.policy,
        _same_value(earlier.lasting),
    )
    renewed: list[Unit] = []
    for unit in units:
        mine = tuple(dict.fromkeys(chain.from_iterable(told[place] for place in unit.places)))
        excepted = judged.findings.findings[unit.finding].question in earlier.excepted
        stays = not may_come(unit, renewed, units) or _stays(unit, mine, judged, answers[unit.finding], audit)
        if excepted or (not stays and audit.may_tell(mine)):
            audit.tell(mine)
            renewed.append(unit)
    return tuple(renewed)


def _stays(unit: Unit, mine: Sequence[Told], judged: Judged, then: _Last | None, audit: Audit) -> bool:
    """Tell whether a unit stays as it was: nothing of it changed, or something would vanish."""
    if then is None:
        return False
    shown = (judged.shown[place] for place in unit.places)
    vanishes = would_vanish(shown, of_part(then.finding, unit.part, then.parts))
    return vanishes or (bool(mine) and audit.was_told(mine))


def _same_value(lasting: Lasting) -> SameValue:
    """Return a function that tells whether persons with their values may all have the same.

    The values of those who left are not known any more, and are taken to be like any.
    """

    def same(elements: Elements) -> bool:
        known = (lasting.values_of(element) for element in elements)
        return len({values[-1] - values[0] if len(values) > 1 else values[0] for values in known if values}) <= 1

    return same


def _composed(
    judged: Judged,
    units: Sequence[Unit],
    renewed: Sequence[Unit],
    answers: Sequence[_Last | None],
    last: Released | None,
) -> Released:
    """Return a report of renewed units, with the last answers where one is not renewed (step 3)."""
    staying = [unit for unit in units if unit not in renewed]
    released = finished(judged, _without_unanswered(judged.shown, staying, answers))
    if last is None:
        return released
    findings = list(released.findings)
    for place in dict.fromkeys(unit.finding for unit in staying):
        if (then := answers[place]) is not None:
            parts = [unit.part for unit in staying if unit.finding == place]
            whole = len(parts) == sum(unit.finding == place for unit in units)
            findings[place] = _beside(findings[place], then, parts, last.cover.report_date, whole=whole)
    return replace(released, findings=tuple(findings), last=last_of(last))


def _without_unanswered(
    shown: Sequence[ReleasedEstimate], staying: Iterable[Unit], answers: Sequence[_Last | None]
) -> tuple[ReleasedEstimate, ...]:
    """Return all numbers, those hidden that are not renewed and have no last answer."""
    hidden = {place for unit in staying if answers[unit.finding] is None for place in unit.places}
    return tuple(_hidden(item) if place in hidden else item for place, item in enumerate(shown))


def _beside(now: ReleasedFinding, then: _Last, staying: Sequence[str], day: date, *, whole: bool) -> ReleasedFinding:
    if whole:
        return kept(then.finding, now.question, day)
    return with_kept(now, then.finding, staying, then.parts, day)


def _hidden(item: ReleasedEstimate) -> ReleasedEstimate:
    if item.status == SUPPRESSED:
        return item
    return withheld(item, FEW if item.quantity.record.guard.of_counts else FEW_IN_MEAN)


def _identity(judged: Judged, told: Iterable[tuple[Told, ...]], lasting: Lasting) -> str:
    """Return what the same report is known by: what its numbers are and rest on, and its date.

    The numbers themselves are left out: another version may round otherwise.
    """
    cover = judged.findings.cover
    rests = [
        [estimate_name(item), [[one.pool, sorted(one.members), sorted(one.whole), sorted(one.counts)] for one in some]]
        for item, some in zip(judged.exact, told, strict=True)
    ]
    return lasting.digest(f"{cover.pilot}\n{cover.report_date}\n{cover.policy}\n{rests}")
