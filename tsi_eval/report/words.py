"""Ids and numbers of released values, in a reader's words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from tsi_eval.findings import Asked, Form, Guard, Quantity, Rounding
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message, Text, has_sentence, say
from tsi_eval.language.numbers import NO_BREAK_SPACE, interval, long_date, number, percent, stretch
from tsi_eval.report.parts import plain

# The smallest p-value that is released beside an estimate, and that of a test of its own.
SMALLEST_P, LEAST_P = 0.001, 0.01
HIDDEN = ".."
NONE = "–"
# Stands in a sentence where an interval that is not shown would stand, until its brackets go.
NO_INTERVAL = "\N{INVISIBLE SEPARATOR}"
_BRACKETS = re.compile(rf" \((?:([^()]*); )?[^();]*{NO_INTERVAL}[^();]*(?:; ([^()]*))?\)")
# The unit of what is a part of a whole.
SHARES = Quantity.SHARE.value
# Decimals of a share that is said in whole per cent.
WHOLE_PERCENT = 2
# A declared direction → the sign of what is wanted.
SIGN = {"higher_better": 1, "lower_better": -1}


@dataclass(frozen=True, slots=True)
class Words:
    """What is needed to say a released value in one language.

    Every word and number that a reader meets passes through here. A mean change of −3.21 points
    with an interval from −5.1 to −1.3, of which one decimal may be shown, becomes "−3,2" in Swedish
    (`value`), "−5,1 till −1,3" (`interval`) and "poäng" (`unit`).
    """

    released: Released
    language: str

    def say(self, key: str, **params: str | Text | Message) -> str:
        """Return a catalogue sentence, without the brackets of an interval that is not shown."""
        return _BRACKETS.sub(_kept, say(Message(key, params), self.language))

    def message(self, message: Message) -> str:
        """Return a message's sentence."""
        return say(message, self.language)

    def heading(self, chapter: str, level: int) -> str:
        """Return the heading of a chapter, or of a section where the level is higher than 1."""
        return f"{'#' * level} {self.say(f'chapter.{chapter}')}"

    def text(self, text: Text) -> str:
        """Return a pilot's own words, safe in Markdown."""
        return plain(text.in_language(self.language))

    def label(self, name: str) -> str:
        """Return the pilot's word for an id.

        An id without a word of the pilot's is looked for, in this order: among the parts that the
        house or a design names ("before_start"), as an unknown value ("gender=?"), as a month,
        quarter or term ("2023-08"), and as "column=value", which is said by its value.
        """
        labels = self.released.cover.labels
        if name in labels:
            return self.text(labels[name])
        if has_sentence(f"group.{name}"):
            return self.say(f"group.{name}")
        if name.endswith("=?"):
            return self.say("group.unknown")
        if (written := stretch(name, self.language)) != name:
            return written
        return plain(name.partition("=")[2] or name)

    def group_name(self, name: str) -> str:
        """Return the word for a group.

        A part that a design names comes before the pilot's labels. The pilot may use the same name
        for something else: "before" may be one of its windows.
        """
        return self.say(f"group.{name}") if has_sentence(f"group.{name}") else self.label(name)

    def period(self, name: str) -> str:
        """Return an occasion, or a stretch from one to another."""
        if " > " in name:
            first, last = name.split(" > ")[:2]
            return self.say("word.from_to", first=self.label(first), last=self.label(last))
        return self.label(name) if name else NONE

    def group(self, estimate: ReleasedEstimate) -> str:
        """Return whom an estimate is about, with whom they are compared."""
        if not estimate.group:
            return self.say("group.all")
        if estimate.reference:
            group, reference = self.group_name(estimate.group), self.group_name(estimate.reference)
            return self.say("word.compared", group=group, reference=reference)
        return self.group_name(estimate.group)

    def whom(self, estimate: ReleasedEstimate) -> str:
        """Return whom an estimate is about, as it stands after "for"."""
        own = f"whom.{estimate.group}"
        return self.say(own) if not estimate.reference and has_sentence(own) else self.group(estimate)

    def unit(self, estimate: ReleasedEstimate) -> str:
        """Return the unit in words."""
        if has_sentence(f"unit.{estimate.unit}"):
            return self.say(f"unit.{estimate.unit}")
        if f"unit:{estimate.group}" in self.released.cover.labels:
            return self.label(f"unit:{estimate.group}")
        return self.label(f"unit:{estimate.unit}") if f"unit:{estimate.unit}" in self.released.cover.labels else ""

    def quantity(self, estimate: ReleasedEstimate) -> str:
        """Return what a number is."""
        if estimate.note:
            return self.say(f"note.{estimate.note}")
        if estimate.quantity.record.guard is Guard.COUNT and has_sentence(f"counted.{estimate.unit}"):
            return self.say(f"counted.{estimate.unit}")
        return self.say(f"quantity.{estimate.quantity}")

    def figure_of(self, estimate: ReleasedEstimate, value: float, *, absolute: bool = False) -> str:
        """Return a number of this estimate's kind, with its decimals."""
        written = abs(value) if absolute else value
        if self.in_points(estimate):
            return number(100 * written, max(estimate.decimals - 2, 0), self.language)
        if estimate.quantity.record.form is Form.PERCENT:
            return percent(written, max(estimate.decimals - 2, 0), self.language)
        return number(written, max(estimate.decimals, 0), self.language)

    def in_points(self, estimate: ReleasedEstimate) -> bool:
        """Tell whether a number is a difference of shares, said in percentage points."""
        record = estimate.quantity.record
        return record.form is Form.POINTS or (record.outermost and estimate.unit == SHARES)

    def value(self, estimate: ReleasedEstimate) -> str:
        """Return the estimate, ".." when hidden, its band, or words where its size says nothing."""
        if estimate.status == "banded" and estimate.ci_low is not None and estimate.ci_high is not None:
            if estimate.ci_low == 0:
                return self.say("word.at_most", value=self.figure_of(estimate, estimate.ci_high))
            return self.say("word.at_least", value=self.figure_of(estimate, estimate.ci_low))
        if estimate.estimate is None:
            return HIDDEN
        if estimate.quantity.record.ends and estimate.ci_low is not None:
            # Only the two ends say something. Their middle is no result of anything.
            return NONE
        if estimate.quantity.record.least and estimate.estimate <= 0:
            return self.say(f"word.{estimate.quantity.record.least}")
        # Released p-values are upper bounds.
        bound = "≤\u00a0" if estimate.quantity.record.form is Form.P_VALUE and estimate.estimate <= LEAST_P else ""
        return bound + self.figure_of(estimate, estimate.estimate)

    def interval(self, estimate: ReleasedEstimate) -> str:
        """Return the confidence interval, or a dash."""
        if estimate.estimate is None or estimate.ci_low is None or estimate.ci_high is None:
            return NONE
        low, high = (self.figure_of(estimate, end) for end in (estimate.ci_low, estimate.ci_high))
        if estimate.quantity.record.form is Form.PERCENT:
            low = low.rstrip("%" + NO_BREAK_SPACE)
        return interval(low, high, self.language)

    def interval_said(self, estimate: ReleasedEstimate) -> str:
        """Return the interval for a sentence, whose brackets go where it is not shown."""
        is_hidden = estimate.estimate is not None and estimate.level is not None and estimate.ci_low is None
        return NO_INTERVAL if is_hidden else self.interval(estimate)

    def read(self, estimate: ReleasedEstimate) -> ReleasedEstimate:
        """Return the estimate with no more decimals than its uncertainty supports.

        Two digits of the interval's half width are enough. Example: an interval from 11.1 to 13.5
        is 1.2 wide to either side, two digits of which end at the first decimal: 12.34 is read as
        12.3. An interval from 90 to 210, 60 to either side, leaves no decimal. What is said in an
        outcome's own unit was released with the decimals that its error supports. Who answered
        has no interval, and is read in whole per cent.

        A number that lies half way keeps a decimal more. It was rounded when it was released:
        73.46 became 73.5, and would be read as 74.
        """
        if estimate.quantity.record.aside:
            return not_half_way(estimate, WHOLE_PERCENT)
        if estimate.quantity.record.rounding is Rounding.MEAN:
            return estimate
        if estimate.ci_low is None or estimate.ci_high is None or estimate.ci_high <= estimate.ci_low:
            return estimate
        half = (estimate.ci_high - estimate.ci_low) / 2
        supported = 1 - math.floor(math.log10(half))
        return not_half_way(estimate, max(supported, 0))

    def count(self, n: int | None) -> str:
        """Return a number of persons, or ".."."""
        return HIDDEN if n is None else number(n, 0, self.language)

    def level(self, estimate: ReleasedEstimate) -> str:
        """Return a confidence level as per cent."""
        return percent(estimate.level or 0.95, 0, self.language)

    def p_value(self, estimate: ReleasedEstimate) -> str:
        """Return a p-value.

        A released p-value is an upper bound. The smallest one that is released says so: "≤ 0,001".
        """
        if estimate.p_value is None:
            return NONE
        bound = "≤\u00a0" if estimate.p_value <= SMALLEST_P else ""
        return bound + number(max(estimate.p_value, SMALLEST_P), 3, self.language)

    def date(self) -> str:
        """Return the declared date of the report."""
        return long_date(self.released.cover.report_date, self.language)

    def asked_findings(self) -> tuple[ReleasedFinding, ...]:
        """Return the findings of the pilot's questions, in the declared order."""
        return tuple(self.released.finding(item.id) for item in self.released.cover.questions)

    def asked(self, finding: ReleasedFinding) -> str:
        """Return the question's own words."""
        return self.text(self._question(finding).text)

    def short(self, finding: ReleasedFinding) -> str:
        """Return the question in a few words where it has them, else in its own."""
        return self.text(self._question(finding).short) or self.asked(finding)

    def about(self, question: str) -> str:
        """Return a question in a few words, or the heading over what was delivered."""
        asked = next((item for item in self.asked_findings() if item.question == question), None)
        return self.short(asked) if asked is not None else self.say("chapter.receipt")

    def groups(self, finding: ReleasedFinding) -> tuple[str, ...]:
        """Return the groups that are declared of what divides the question's answer."""
        return self._question(finding).groups

    def wanted(self, finding: ReleasedFinding) -> int:
        """Return which way the project wants an answer to move: 1 up, -1 down, 0 neither."""
        return SIGN.get(self._question(finding).direction, 0)

    def _question(self, finding: ReleasedFinding) -> Asked:
        return next(item for item in self.released.cover.questions if item.id == finding.question)


def not_half_way(estimate: ReleasedEstimate, decimals: int) -> ReleasedEstimate:
    """Return an estimate with so many decimals, or one more if it lies half way between two."""
    steps = abs(estimate.estimate or 0.0) * 10.0**decimals
    half_way = math.isclose(steps % 1, 0.5, abs_tol=1e-6)
    return replace(estimate, decimals=min(estimate.decimals, decimals + half_way))


def _kept(brackets: re.Match[str]) -> str:
    """Return what else than the interval stands in its brackets, or ""."""
    kept = "; ".join(part for part in brackets.groups() if part)
    return f" ({kept})" if kept else ""
