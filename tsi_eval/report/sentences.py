"""One honest sentence an answer: how a released number becomes words.

No number is made here, and no word: numbers come from `Released`, words from the catalogue. This
module chooses which sentence of the catalogue an answer gets.

1. `headlines` picks the estimates that answer the question. Each of them gets a sentence.
2. `answers` first asks whether there is anything to say. A refused question gets the reason for the
   refusal, and an answer that may not be shown gets a sentence that says so.
3. `certainty` says what the data show, in one of six steps. How secure that is stands beside it,
   and is another thing (`report/security.py`).
4. `variant` says which form of a sentence that gives: "yes", "unsure" or "small".
5. `_key` finds the sentence that fits the number best.
6. `places.places` writes the words and numbers that fill the sentence. If the answer is from an
   earlier report, `dates.with_date` adds its date.
7. `held_against` adds what a reader should hold the answer against, and `turned` that it depends on
   how it is computed. On the page of main messages only what matters is added, to a change that is
   known, and that it is no more than was to be expected anyway.

Example. Fifty children's worry fell by 3.2 points between two measurements, and the project lead
had declared in advance that 3 points matter. What was released of the answer is

    design="pre_post", quantity=MEAN_CHANGE, claim=CHANGED, role=HEADLINE, period="T0 > T1",
    estimate=-3.2, ci_low=-5.1, ci_high=-1.3, decimals=1, n=50

Its role makes it a headline (1), the question was not refused and the number is shown (2). The
interval from -5.1 to -1.3 leaves out 0, which is what "nothing happened" would give: the data show
a change (3). The interval reaches further than 3 points from nothing, so that the change is not
"small", and the form is "yes" (4). These keys are tried, in this order (5):

    sentence.pre_post.mean_change.yes    the quantity in this design: no such sentence
    sentence.any.mean_change.yes         the quantity in any design: no such sentence
    sentence.pre_post.changed.yes        the claim in this design: this one is used
    sentence.any.changed.yes             the claim in any design: always there, not needed

Keys are always looked up by their "yes", whatever the form, since every sentence has one.
An estimate with a note, such as the costs that follow a budget, would have tried
`sentence.<design>.<note>` before all of these. The sentence that was found says in Swedish
"{outcome} {moved} i genomsnitt med {size} {unit} från {period} för de {n} som mättes båda gångerna
(osäkerhetsintervall {interval}).", its places are filled with "Oro", "sjönk", "3,2" and so on (6),
and one sentence is added about what matters (7):

    Oro sjönk i genomsnitt med 3,2 poäng från hösten till våren för de 50 som mättes båda gångerna
    (osäkerhetsintervall −5,1 till −1,3). Om förändringen är stor nog för att spela roll (minst 3,0
    poäng) går inte att avgöra.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import Answerable, Claim, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import has_sentence
from tsi_eval.report.dates import date_of, of_the_same_report, with_date
from tsi_eval.report.held_against import beyond_expected, from_what, held_against, is_small, to_what_matters
from tsi_eval.report.not_shown import why
from tsi_eval.report.places import places
from tsi_eval.report.security import is_known
from tsi_eval.report.turned import turned_said
from tsi_eval.report.words import Words

COUNTED, COMPUTED, KNOWN = "counted", "computed", "known"
SHOWS, UNDECIDED, HIDDEN = "shows", "undecided", "hidden"
STEPS = (KNOWN, SHOWS, UNDECIDED, COUNTED, COMPUTED, HIDDEN)


def headlines(finding: ReleasedFinding) -> tuple[ReleasedEstimate, ...]:
    """Return the estimates that answer the question."""
    return tuple(item for item in finding.estimates if item.role is Role.HEADLINE)


def answers(words: Words, finding: ReleasedFinding, *, brief: bool = False, alone: bool = False) -> tuple[str, ...]:
    """Return a finding's sentences: one a headline, or why there is no answer.

    Args:
        words: The released values and the language.
        finding: What was found for one question.
        brief: Whether it stands beside its question and its certainty, as in a table, so that it
            needs fewer words. The number and the interval are the same.
        alone: Whether what it should be held against is left to the question's chapter, and
            intervals stand in their brackets without a name.
    """
    if sentence := _instead(words, finding, "brief" if brief else "answer"):
        return (sentence,)
    return tuple(_answer(words, finding, item, brief=brief, alone=alone) for item in headlines(finding))


def under_question(words: Words, finding: ReleasedFinding) -> tuple[str, ...]:
    """Return a finding's sentences as they stand right under its question, which none repeats."""
    if sentence := _instead(words, finding, "under_question"):
        return (sentence,)
    return answers(words, finding)


def _instead(words: Words, finding: ReleasedFinding, place: str) -> str:
    """Return why there is no answer at all, or "".

    Several answers that are hidden for one reason are named together.

    Args:
        words: The released values and the language.
        finding: What was found for one question.
        place: The family of the sentence: "answer", "brief" or "under_question".
    """
    question = words.short(finding) if place == "brief" else words.asked(finding)
    reason, items = finding.feasibility.reason, headlines(finding)
    if finding.feasibility.answerable is Answerable.REFUSED and reason is not None:
        return words.say(f"{place}.refused", question=question, reason=words.message(reason))
    reasons = {why(words, item) if _is_not_shown(item) else "" for item in items}
    if len(reasons) != 1 or "" in reasons:
        return ""
    groups = words.say("word.and").join(dict.fromkeys(words.whom(item) for item in items))
    return words.say(f"{place}.hidden", question=question, group=groups, why=reasons.pop())


def _is_not_shown(item: ReleasedEstimate) -> bool:
    return item.status != "shown" or item.estimate is None


def _hidden(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate, *, brief: bool) -> str:
    """Return that one of several answers is hidden."""
    question, place = (words.short(finding), "brief") if brief else (words.asked(finding), "answer")
    return words.say(f"{place}.hidden", question=question, group=words.whom(estimate), why=why(words, estimate))


def _answer(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate, *, brief: bool, alone: bool) -> str:
    if _is_not_shown(estimate):
        return _hidden(words, finding, estimate, brief=brief)
    sentence = _said(words, finding, estimate, brief=brief, bare=alone)
    beside = _beside(words, of_the_same_report(finding, estimate), estimate, brief=brief or alone)
    return " ".join((sentence[:1].upper() + sentence[1:], *beside))


def _beside(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate, *, brief: bool) -> Iterator[str]:
    """Yield what stands after an answer's own sentence.

    A change that is known is no main message without whether it is large enough to matter, and
    whether it is more than was to be expected anyway.
    """
    if not brief:
        yield from held_against(words, finding, estimate)
        if turned := turned_said(words, finding, estimate):
            yield turned
        return
    yield from from_what(words, finding, estimate)
    if leaves_out_nothing(estimate):
        if is_no_more(finding, estimate):
            yield words.say("more.no_more")
        yield from to_what_matters(words, finding, estimate)


def _said(words: Words, finding: ReleasedFinding, estimate: ReleasedEstimate, *, brief: bool, bare: bool) -> str:
    key, filling = _key(finding, estimate), places(words, finding, estimate, bare=bare)
    if _is_of_an_earlier_whole(finding, estimate) and has_sentence(f"{key}.earlier"):
        return words.say(f"{key}.earlier", **filling, date=date_of(words, estimate))
    key = f"{key}.{variant(finding, estimate)}"
    brief_key = key.replace("sentence.", "brief.", 1)
    if brief and has_sentence(brief_key):
        key = brief_key
    return with_date(words, words.say(key, **filling), estimate)


def _is_of_an_earlier_whole(finding: ReleasedFinding, estimate: ReleasedEstimate) -> bool:
    """Tell whether an answer is a part of an earlier report's whole, beside a new whole."""
    return estimate.as_of is not None and headlines(finding)[0].as_of is None


def certainty(finding: ReleasedFinding, estimate: ReleasedEstimate) -> str:
    """Return what the data show of an answer, one of STEPS.

    A number that only describes is counted, or computed where it is money, since a sum of money
    rests on what was budgeted or assumed. Everything else is held against "nothing happened":

    - The interval leaves "nothing" out, or all of it is too small to matter: the data show it. It
      is known where chance decided who got what and the answer's security is the highest.
    - The interval holds "nothing", or there is no estimate: the answer is undecided.
    """
    if finding.feasibility.answerable is Answerable.REFUSED:
        return UNDECIDED
    if estimate.estimate is None:
        return HIDDEN
    if estimate.claim is Claim.DESCRIBES:
        return COMPUTED if estimate.quantity.record.money else COUNTED
    if not leaves_out_nothing(estimate) and not is_small(estimate):
        return UNDECIDED
    return KNOWN if is_known(estimate.rating) else SHOWS


def leaves_out_nothing(estimate: ReleasedEstimate) -> bool:
    """Tell whether the interval leaves out the value that says that nothing happened.

    That value is 0 for a change and 1 for a ratio; a mean or a count has none.
    """
    return estimate.verdict is not None and estimate.verdict.leaves_out_nothing


def is_no_more(finding: ReleasedFinding, estimate: ReleasedEstimate) -> bool:
    """Tell whether a change may be no more than was to be expected anyway."""
    beyond = beyond_expected(finding, estimate)
    return beyond is not None and not leaves_out_nothing(beyond)


def variant(finding: ReleasedFinding, estimate: ReleasedEstimate) -> str:
    """Return which form of a sentence an answer takes, by how sure it is.

    "yes" asserts, "unsure" says that we can't tell. "small" is for a change that may be nothing at
    all and is in any case smaller than what matters.
    """
    if is_small(estimate) and not leaves_out_nothing(estimate):
        return "small"
    return "unsure" if certainty(finding, estimate) in {UNDECIDED, HIDDEN} else "yes"


def _key(finding: ReleasedFinding, estimate: ReleasedEstimate) -> str:
    """Return the key of the sentence that fits best, without its form.

    A number that has ends but no confidence level is a range of assumptions. It asks for the
    sentence of its quantity as a range first, such as `sentence.cost_offset.break_even_range`.
    """
    is_range = estimate.level is None and estimate.ci_low is not None
    range_name = f"{estimate.quantity}_range" if is_range else ""
    in_this_design = [name for name in (estimate.note, range_name, estimate.quantity) if name]
    keys = [
        *(f"sentence.{finding.design}.{name}" for name in in_this_design),
        f"sentence.any.{estimate.quantity}",
        f"sentence.{finding.design}.{estimate.claim}",
    ]
    return next((key for key in keys if has_sentence(f"{key}.yes")), f"sentence.any.{estimate.claim}")
