"""What stands around a figure: a title that says no more than the answer, and the source."""

from __future__ import annotations

from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language import Message, has_sentence
from tsi_eval.report.figures.canvas import capital
from tsi_eval.report.held_against import is_small
from tsi_eval.report.sentences import HIDDEN, UNDECIDED, answers, certainty, headlines, leaves_out_nothing, places
from tsi_eval.report.words import Words


def title_of(words: Words, finding: ReleasedFinding) -> str:
    """Return the first answer, shorter where the catalogue has it so; designs whose answers are one comparison say them together."""
    items = headlines(finding)
    if not items or certainty(words, finding, items[0]) == HIDDEN or items[0].status != "shown":
        return _unstopped(next(iter(answers(words, finding)), words.asked(finding)))
    small = is_small(finding, items[0]) and not leaves_out_nothing(items[0])
    sure = "small" if small else "unsure" if undecided(words, finding, items[0]) else "yes"
    of_design = f"figure.title.{finding.design}"
    keys = (
        f"{of_design}.{items[0].quantity}.{sure}",
        f"{of_design}.{items[0].claim}.{sure}",
        f"figure.title.any.{items[0].quantity}.{sure}",
    )
    key = next((key for key in keys if has_sentence(key)), "")
    if not key:
        return _unstopped(answers(words, finding, brief=True)[0])
    title = words.say(key, **places(words, finding, items[0]))
    more = f"figure.title.{finding.design}.{items[0].claim}.more"
    if has_sentence(more):
        title += "".join(
            words.say(more, **places(words, finding, item)) for item in items[1:] if item.status == "shown"
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
