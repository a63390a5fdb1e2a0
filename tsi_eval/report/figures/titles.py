"""What stands around a figure: a title that says no more than the answer, and the source."""

from __future__ import annotations

from tsi_eval.findings import Quantity
from tsi_eval.language import Message, has_sentence
from tsi_eval.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import capital
from tsi_eval.report.sentences import HIDDEN, UNDECIDED, answers, certainty, headlines
from tsi_eval.report.words import NONE, Words


def title_of(words: Words, finding: ReleasedFinding) -> str:
    """Return the first answer, shorter where the catalogue has it so; designs whose answers are one comparison say them together."""
    items = headlines(finding)
    if not items or certainty(words, finding, items[0]) == HIDDEN or items[0].status != "shown":
        return _unstopped(next(iter(answers(words, finding)), words.asked(finding)))
    key = f"figure.title.{finding.design}.{items[0].claim}.{'unsure' if undecided(words, finding, items[0]) else 'yes'}"
    if not has_sentence(key):
        return _unstopped(answers(words, finding)[0])
    title = words.say(key, **_places(words, finding, items[0]))
    more = f"figure.title.{finding.design}.{items[0].claim}.more"
    if has_sentence(more):
        title += "".join(
            words.say(more, **_places(words, finding, item)) for item in items[1:] if item.status == "shown"
        )
    return capital(title)


def undecided(words: Words, finding: ReleasedFinding, item: ReleasedEstimate) -> bool:
    """Tell whether an answer can't be told from nothing."""
    return certainty(words, finding, item) == UNDECIDED


def source_of(words: Words, n: str) -> str:
    """Return where the numbers come from, and on how many they rest."""
    return words.say("figure.source", source=words.say(f"data.{words.released.cover.data}.source").rstrip("."), n=n)


def rests_on(words: Words, shape: str, counts: list[int | None]) -> str:
    """Return n in words."""
    *first, last = (words.count(count) for count in dict.fromkeys(counts))
    said = words.say("figure.and", first=", ".join(first), last=last) if first else last
    return words.say(f"figure.n.{shape}", n=said)


def compared(finding: ReleasedFinding) -> Message | None:
    """Return what the design said of the stretches that it compares."""
    return next((message for message in finding.caveats if message.key == "compared.periods"), None)


def _unstopped(sentence: str) -> str:
    return sentence.removesuffix(".")


def _places(words: Words, finding: ReleasedFinding, item: ReleasedEstimate) -> dict[str, str]:
    read, value = words.read(item), item.estimate or 0.0
    shown = round(value, read.decimals)
    return {
        "group": words.group_name(item.group) if item.group else words.say("group.all"),
        "reference": words.group_name(item.reference) if item.reference else "",
        "outcome": words.label(item.outcome) if item.outcome else "",
        "period": words.period(item.period),
        "value": words.value(read),
        "size": words.figure_of(read, value, absolute=True),
        "unit": words.unit(item),
        "way": words.say("word.higher" if value > 0 else "word.lower"),
        "moved": words.say("word.changed" if shown == 0 else "word.rose" if shown > 0 else "word.fell"),
        "n": words.count(item.n),
        "first": first_stage(words, finding),
        "before": _beside(words, finding, Quantity.SHARE, "before_start"),
        "after": _beside(words, finding, Quantity.SHARE, "after_start"),
        "counted": _beside(words, finding, Quantity.COUNT, "since_start"),
        "expected": _beside(words, finding, Quantity.EXPECTED, "since_start"),
    }


def first_stage(words: Words, finding: ReleasedFinding) -> str:
    """Return the name of the stage that all others are inside."""
    counts = (item for item in finding.estimates if item.axis == "stage" and item.quantity is Quantity.COUNT)
    return next((words.period(item.period) for item in counts), "")


def _beside(words: Words, finding: ReleasedFinding, quantity: Quantity, period: str) -> str:
    found = (item for item in finding.estimates if (item.quantity, item.period) == (quantity, period))
    return next((words.value(words.read(item)) for item in found), NONE)
