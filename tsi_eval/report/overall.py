"""The overall sentence: in how many questions the data point where, built by rule from verdicts.

1. The questions are those whose answer may be "nothing happened" (the part CHANGED). If some of
   them were declared as main questions, only these count. What was only counted, without an
   interval, is not among them: nothing was judged.
2. Each question points one way (`way_of`): as the project wanted, against it, some way where no way
   was wanted, too little to matter, no further than was to be expected anyway, undecided, or
   without an answer. One whose answers point different ways is mixed. What an answer points to is
   judged on exact numbers (`Verdict`), and which way by the sign of the shown one.
3. A sentence names how many point which way, and which they are; a question whose answers are all
   from an earlier report has its date. Then it is said how secure the answers are, and that the
   cause is not known, unless chance decided who got what.

Example. Of three main questions two point as was wanted and one is undecided:

    I två av tre huvudfrågor om förändring pekar data åt det håll som projektet önskade (Familjer
    som söker själva; Elever som känner till teamet). En går inte att avgöra (Orosanmälningar).
    Svarens säkerhet är låg. Rapporten visar inte om det var piloten som gjorde skillnad.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tsi_eval.findings import Answerable, Claim, Security
from tsi_eval.findings.cover import Asked
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import in_words, long_date
from tsi_eval.report.dates import day_of_all
from tsi_eval.report.held_against import is_small
from tsi_eval.report.order import CHANGED, part_of
from tsi_eval.report.parts import capital
from tsi_eval.report.sentences import headlines, is_no_more, leaves_out_nothing
from tsi_eval.report.words import Words

WANTED, UNWANTED, MOVED, MIXED = "wanted", "unwanted", "moved", "mixed"
SMALL, NO_MORE, OPEN, UNANSWERED = "small", "no_more", "open", "unanswered"
WAYS = (WANTED, UNWANTED, MOVED, MIXED, SMALL, NO_MORE, OPEN, UNANSWERED)


def overall(words: Words) -> str:
    """Return the overall sentence or sentences: of the main questions, or of all where none is."""
    primary, others = _about_change(words)
    questions = primary or others
    if not questions:
        return words.say("overall.counted")
    said = _sentences(words, questions, "primary" if primary else "any")
    return " ".join(
        (*said, *_same_outcome(words, questions), *_how_secure(words, questions), *_cause(words, questions))
    )


def further(words: Words) -> list[str]:
    """Return sentences on the exploratory questions, where there are main questions beside them."""
    primary, others = _about_change(words)
    if not primary:
        return []
    counted = [finding for finding in _of_change(words) if not (_is_judged(finding) or _is_primary(words, finding))]
    said = _sentences(words, others, "further")
    return [*said, *_only_counted(words, counted), *_same_outcome(words, others, beside=primary)]


def _about_change(words: Words) -> tuple[list[ReleasedFinding], list[ReleasedFinding]]:
    """Return the main questions about change, and the others."""
    every = [finding for finding in _of_change(words) if _is_judged(finding)]
    primary = [finding for finding in every if _is_primary(words, finding)]
    return primary, [finding for finding in every if finding not in primary]


def _of_change(words: Words) -> list[ReleasedFinding]:
    return [finding for finding in words.asked_findings() if part_of(finding) == CHANGED]


def _is_primary(words: Words, finding: ReleasedFinding) -> bool:
    return _asked(words, finding).role == "primary"


def _is_judged(finding: ReleasedFinding) -> bool:
    """Tell whether a question was to be judged; of a refused or hidden answer nothing was."""
    items = headlines(finding)
    return any(item.verdict is not None or item.status != "shown" for item in items) or not items


def _asked(words: Words, finding: ReleasedFinding) -> Asked:
    return next(asked for asked in words.released.cover.questions if asked.id == finding.question)


def _sentences(words: Words, questions: Sequence[ReleasedFinding], kind: str) -> list[str]:
    """Return a sentence for each way that some question points; the first says of how many."""
    by_way: dict[str, list[str]] = {way: [] for way in WAYS}
    for finding in questions:
        by_way[way_of(words, finding)].append(_name(words, finding))
    n, said = len(questions), list[str]()
    for way, names in by_way.items():
        if names:
            k = in_words(len(names), words.language)
            key = f"overall.{_of_how_many(len(names), n)}.{kind}"
            how_many = k if said else words.say(key, k=k, of=in_words(n, words.language))
            said.append(capital(words.say(f"overall.{way}", how_many=how_many, names="; ".join(names))))
    return said


def _only_counted(words: Words, questions: Sequence[ReleasedFinding]) -> list[str]:
    """Return which questions about change have numbers that nothing was judged by."""
    if not questions:
        return []
    key = "overall.only_counted" if len(questions) == 1 else "overall.only_counted_several"
    names = "; ".join(_name(words, finding) for finding in questions)
    return [capital(words.say(key, how_many=in_words(len(questions), words.language), names=names))]


def _same_outcome(
    words: Words, questions: Sequence[ReleasedFinding], *, beside: Sequence[ReleasedFinding] = ()
) -> list[str]:
    """Return which questions ask of one outcome in several ways: they are no separate evidence.

    Of the questions `beside` others nothing is said that does not concern these too.
    """
    by_outcome: dict[str, list[ReleasedFinding]] = defaultdict(list)
    for finding in (*beside, *questions):
        for outcome in dict.fromkeys(item.outcome for item in headlines(finding) if item.outcome):
            by_outcome[outcome].append(finding)
    several = [some for some in by_outcome.values() if len(some) > 1 and any(one in questions for one in some)]
    names = dict.fromkeys(_listed(words, [words.short(finding) for finding in some]) for some in several)
    return [words.say("overall.same", names="; ".join(names))] if names else []


def _listed(words: Words, names: Sequence[str]) -> str:
    return words.say("word.and").join((", ".join(names[:-1]), names[-1]))


def _of_how_many(k: int, n: int) -> str:
    if k < n:
        return "of"
    return {1: "only", 2: "two"}.get(n, "every")


def _name(words: Words, finding: ReleasedFinding) -> str:
    """Return a question's short name, with the date where its answers are all older."""
    day = day_of_all(headlines(finding))
    return words.short(finding) if day is None else f"{words.short(finding)}, {long_date(day, words.language)}"


def way_of(words: Words, finding: ReleasedFinding) -> str:
    """Return which of WAYS a question's answers point; MIXED unless they agree."""
    items = [item for item in headlines(finding) if item.status == "shown"]
    if finding.feasibility.answerable is Answerable.REFUSED or not items:
        return UNANSWERED
    ways = {_way_of_one(finding, item, words.wanted(finding)) for item in items}
    return ways.pop() if len(ways) == 1 else MIXED


def _way_of_one(finding: ReleasedFinding, item: ReleasedEstimate, wanted: int) -> str:
    if is_small(item):
        return SMALL
    if not leaves_out_nothing(item):
        return OPEN
    if is_no_more(finding, item):
        return NO_MORE
    moved = moved_by(item)
    if wanted == 0 or moved == 0:
        return MOVED
    return WANTED if moved * wanted > 0 else UNWANTED


def moved_by(item: ReleasedEstimate) -> float:
    """Return how far a shown answer lies from what "nothing happened" would give."""
    return (item.estimate or 0.0) - (item.quantity.record.nothing or 0.0)


def _how_secure(words: Words, questions: Sequence[ReleasedFinding]) -> list[str]:
    """Return how secure the answers are that are shown: one step, or from which to which."""
    items = (item for finding in questions for item in headlines(finding) if item.status == "shown")
    found = {item.rating.security for item in items if item.rating is not None}
    steps = [words.say(f"security.step.{step}") for step in Security if step in found]
    if not steps:
        return []
    key = "secure" if len(steps) == 1 else "secure_between"
    return [words.say(f"overall.{key}", least=steps[-1], most=steps[0])]


def _cause(words: Words, questions: Sequence[ReleasedFinding]) -> list[str]:
    """Return that the cause is not known, or of which questions it is."""
    by_chance = [words.short(finding) for finding in questions if finding.claim is Claim.CAUSED]
    if not by_chance:
        return [words.say("overall.cause")]
    return [words.say("overall.cause_some", names="; ".join(by_chance))] if len(by_chance) < len(questions) else []
