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

from tsi_eval.errors import DeclarationError, Param, Problem
from tsi_eval.findings import Findings
from tsi_eval.findings.cover import NO_TEXT
from tsi_eval.findings.released import Correction, Released, ReleasedEstimate, ReleasedFinding, last_of
from tsi_eval.pilot.declaration import Corrected
from tsi_eval.protect.disclosure.decisions import FEW, FEW_IN_MEAN, SUPPRESSED
from tsi_eval.protect.disclosure.door import Judged, finished, judge
from tsi_eval.protect.disclosure.handed_out.alike import SameValue
from tsi_eval.protect.disclosure.handed_out.audit import Audit
from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
from tsi_eval.protect.disclosure.handed_out.keeping import (
    Parts,
    kept,
    last_answer,
    named_parts,
    numbers_of,
    of_part,
    with_kept,
    would_vanish,
)
from tsi_eval.protect.disclosure.handed_out.refusing import refuse_looser, refuse_others, refuse_out_of_turn
from tsi_eval.protect.disclosure.handed_out.told import Elements, Told, told_by
from tsi_eval.protect.disclosure.handed_out.units import Unit, may_come, parts_of, units_of
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
    units = units_of(judged.findings.findings, told)
    answers = _last_answers(judged, told, last)
    renewed = _renewed(judged, told, units, before, answers, earlier)
    released = _composed(judged, units, renewed, answers, None if last is None else last.released)
    corrects = _corrects(released, before, findings.cover.pilot, earlier.correction)
    places = [place for unit in renewed for place in unit.places]
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


def _last_answers(judged: Judged, told: Sequence[tuple[Told, ...]], last: HandedOut | None) -> list[_Last | None]:
    """Return for each finding what the last report said to its question."""
    found: list[_Last | None] = []
    start = 0
    for finding in judged.findings.findings:
        end = start + len(tuple(finding.every_estimate()))
        then = None if last is None else last_answer(finding, last.released)
        parts = named_parts(finding, parts_of(finding, told[start:end]))
        found.append(None if then is None else _Last(finding=then, parts=parts))
        start = end
    return found


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
    handed_out = [item for report in before for item in report.told]
    alone = [item for some in told for item in some]
    policy = judged.findings.cover.policy
    audit = Audit(handed_out, alone, policy, _same_value(earlier.lasting))
    renewed: list[Unit] = []
    for unit in units:
        mine = tuple(dict.fromkeys(item for place in unit.places for item in told[place]))
        shown = [judged.shown[place] for place in unit.places]
        stays = _stays(unit, shown, answers[unit.finding]) or not may_come(unit, renewed, units)
        stays = stays or (answers[unit.finding] is not None and bool(mine) and audit.was_told(mine))
        excepted = judged.findings.findings[unit.finding].question in earlier.excepted
        if excepted or (not stays and audit.may_tell(mine)):
            audit.tell(mine)
            renewed.append(unit)
    return tuple(renewed)


def _stays(unit: Unit, shown: Sequence[ReleasedEstimate], then: _Last | None) -> bool:
    """Tell whether a unit stays as it was, since something of it would vanish."""
    return then is not None and would_vanish(shown, of_part(then.finding, unit.part, then.parts))


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
    shown = list(judged.shown)
    staying = [unit for unit in units if unit not in renewed]
    for unit in staying:
        if answers[unit.finding] is None:
            for place in unit.places:
                shown[place] = _hidden(shown[place])
    released = finished(judged, tuple(shown))
    findings = list(released.findings)
    for place, then in enumerate(answers):
        parts = [unit.part for unit in staying if unit.finding == place]
        if last is not None and then is not None and parts:
            whole = len(parts) == sum(unit.finding == place for unit in units)
            now, day = findings[place], last.cover.report_date
            findings[place] = (
                kept(then.finding, now.question, day) if whole else with_kept(now, then.finding, parts, then.parts, day)
            )
    return replace(released, findings=tuple(findings), last=None if last is None else last_of(last))


def _corrects(
    released: Released, before: Sequence[HandedOut], pilot: str, correction: Corrected | None
) -> Correction | None:
    """Return what a report corrects, with the questions whose shown numbers are others now."""
    if correction is None:
        return None
    of_then = [report.released for report in before if report.pilot == pilot]
    then = next((old for old in of_then if old.cover.report_date == correction.report), None)
    if then is None:
        params: dict[str, Param] = {"pilot": pilot, "date": str(correction.report)}
        raise DeclarationError(Problem(code="E434", params=params))
    numbers = {finding.question: numbers_of(finding) for finding in then.findings}
    signed = correction.exception
    return Correction(
        report=correction.report,
        why=correction.why,
        changed=tuple(
            finding.question
            for finding in released.findings
            if finding.question in numbers and numbers_of(finding) != numbers[finding.question]
        ),
        exception="" if signed is None else signed.name,
        exception_why=NO_TEXT if signed is None else signed.why,
    )


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
