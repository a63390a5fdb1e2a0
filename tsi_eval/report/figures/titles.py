"""What stands around a figure: a title that says no more than the answer, and the source."""

from __future__ import annotations

from collections.abc import Iterable

from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message, has_sentence
from tsi_eval.report.dates import about_figure, with_date
from tsi_eval.report.not_shown import lacks_interval
from tsi_eval.report.parts import capital
from tsi_eval.report.places import places
from tsi_eval.report.sentences import HIDDEN, UNDECIDED, answers, certainty, headlines, variant
from tsi_eval.report.words import Words


def title_of(words: Words, finding: ReleasedFinding) -> str:
    """Return the title: the first answer, in the words of a title where the catalogue has them.

    Keys are tried as for sentences: the quantity in this design, the claim in this design, the
    quantity in any design. Without any of them the title is the brief answer. Either ends with the
    date of an answer from an earlier report.

    A design whose answers are one comparison has a further sentence, with which each of the other
    answers is added: "Frånvaron sjönk med 0,4 procentenheter i pilotskolorna" goes on with "och
    steg med 0,5 procentenheter i jämförelseskolorna".
    """
    items = headlines(finding)
    if not items or certainty(finding, items[0]) == HIDDEN or items[0].status != "shown":
        return _unstopped(next(iter(answers(words, finding)), words.asked(finding)))
    first, *others = items
    key = _key(finding, first, variant(finding, first))
    if not key:
        return _unstopped(answers(words, finding, brief=True)[0])
    title = words.say(key, **places(words, finding, first))
    further = f"figure.title.{finding.design}.{first.claim}.more"
    if has_sentence(further):
        for item in others:
            if item.status == "shown":
                title += words.say(further, **places(words, finding, item))
    return capital(with_date(words, title, first))


def _key(finding: ReleasedFinding, item: ReleasedEstimate, form: str) -> str:
    """Return the key of the title that fits best, or ""."""
    keys = (
        f"figure.title.{finding.design}.{item.quantity}.{form}",
        f"figure.title.{finding.design}.{item.claim}.{form}",
        f"figure.title.any.{item.quantity}.{form}",
    )
    return next((key for key in keys if has_sentence(key)), "")


def undecided(finding: ReleasedFinding, item: ReleasedEstimate) -> bool:
    """Tell whether an answer can't be told from nothing."""
    return certainty(finding, item) == UNDECIDED


def source_of(words: Words, n: str, shows: Iterable[ReleasedEstimate] = ()) -> str:
    """Return where the numbers come from, on how many they rest, and how old they are.

    Args:
        words: The released values and the language.
        n: On how many they rest, in words.
        shows: The numbers that are drawn.
    """
    data = words.say(f"data.{words.released.cover.data}.source").rstrip(".")
    older = about_figure(words, shows)
    return words.say("figure.source", source=data, n=n) + (f" {older}" if older else "")


def rests_on(words: Words, shape: str, counts: list[int | None]) -> str:
    """Return in words how many a figure rests on, each number once: "580 och 625 elever"."""
    *first, last = (words.count(count) for count in dict.fromkeys(counts))
    n = words.say("figure.and", first=", ".join(first), last=last) if first else last
    return words.say(f"figure.n.{shape}", n=n)


def intervals(words: Words, items: list[ReleasedEstimate]) -> str:
    """Return that the points have intervals, as the end of a subtitle; "" where none is shown."""
    with_interval = [item for item in items if item.ci_low is not None]
    if not with_interval:
        return ""
    key = "some_intervals" if any(map(lacks_interval, items)) else "intervals"
    return words.say(f"figure.{key}", level=words.level(with_interval[0]))


def levels(words: Words, items: Iterable[ReleasedEstimate]) -> str:
    """Return the confidence levels of intervals, each once: "95 %", or "90 % och 95 %"."""
    return words.say("word.and").join(sorted({words.level(item) for item in items if item.level}))


def compared(finding: ReleasedFinding) -> Message | None:
    """Return the design's message on which two stretches of time it compares, if it has one."""
    return next((message for message in finding.caveats if message.key == "compared.periods"), None)


def _unstopped(sentence: str) -> str:
    return sentence.removesuffix(".")
