"""What a report says of the numbers that it left as they were: which, and by which rule.

A question's chapter says once which of its numbers are from an earlier report (`about_question`).
The report says once by which rule numbers are renewed, and why (`rule`). Neither says whether
anything has changed since then: that nobody came, and that one to four came, look alike.

Example. Ten families have come. The total is new, and the answer is not:

    Svaret är från rapporten den 30 juni 2026. Nytt i den här rapporten: antal personer (erbjudna).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tsi_eval.findings import Role, is_of_a_group
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import long_date
from tsi_eval.report.dates import about_all, day_of_all, older_days, shown_in
from tsi_eval.report.not_shown import names_of
from tsi_eval.report.result_tables import named
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

ANSWER, GROUPS, REST = "answer", "groups", "rest"
KINDS = (ANSWER, GROUPS, REST)


def about_question(words: Words, finding: ReleasedFinding) -> str:
    """Return which of a question's numbers are from an earlier report, or "" where none is."""
    items = shown_in(finding)
    days = older_days(items)
    if not days:
        return ""
    if (day := day_of_all(items)) is not None:
        return about_all(words, day)
    sentences = [_from_earlier(words, items, day) for day in days]
    return " ".join((*sentences, _from_this(words, items)))


def kind_of(item: ReleasedEstimate) -> str:
    """Return which kind of a question's numbers one is: the answer, of a group, or another."""
    if is_of_a_group(item):
        return GROUPS
    return ANSWER if item.role is Role.HEADLINE else REST


def _from_earlier(words: Words, items: Sequence[ReleasedEstimate], day: date) -> str:
    """Return which numbers are from one earlier report: "Svaret och siffrorna för grupperna …"."""
    what = words.say("word.and").join(_kinds_from(words, items, day))
    return words.say("kept.some", what=what[:1].upper() + what[1:], date=long_date(day, words.language))


def _kinds_from(words: Words, items: Sequence[ReleasedEstimate], day: date) -> Iterator[str]:
    """Yield the kinds of numbers of one earlier report, without those that go with the answer."""
    has_answer = any(kind_of(item) == ANSWER and item.as_of == day for item in items)
    for kind in KINDS:
        of_kind = [item for item in items if kind_of(item) == kind]
        from_it = [item for item in of_kind if item.as_of == day]
        if from_it and not (kind == REST and has_answer):
            yield words.say(f"kept.{kind}" if len(from_it) == len(of_kind) else f"kept.{kind}_partly")


def _from_this(words: Words, items: Sequence[ReleasedEstimate]) -> str:
    """Return which numbers are new: each by its name beside an older answer, else all others."""
    new = [item for item in items if item.as_of is None]
    if not new:
        return ""
    if any(kind_of(item) == ANSWER for item in new) or not any(kind_of(item) == ANSWER for item in items):
        return words.say("kept.others_new")
    names = [names_of(named(words, item, items[0].outcome) for item in new if kind_of(item) == REST)]
    if any(kind_of(item) == GROUPS for item in new):
        names.append(words.say("kept.groups"))
    return words.say("kept.new", names="; ".join(filter(None, names)))


def rule(words: Words) -> str:
    """Return by which rule older numbers are renewed, and why; "" where the report has none.

    Where an answer is older it begins with what a date in brackets is.
    """
    findings = words.released.findings
    if not any(older_days(shown_in(finding)) for finding in findings):
        return ""
    answers = (item for finding in words.asked_findings() for item in headlines(finding))
    brackets = words.say("kept.brackets") if older_days(answers) else ""
    least = words.say(f"kept.least.{words.released.cover.policy}")
    said = words.say("kept.rule", least=least)
    return f"{brackets} {said}" if brackets else said
