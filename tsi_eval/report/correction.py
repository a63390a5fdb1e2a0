"""What a report says of a correction, on its first page.

A file was read twice, and the steering group has the report already. The next one begins with

    Den här rapporten rättar rapporten den 30 juni 2026. En fil från Nora lästes två gånger.

    Siffror har ändrats i: Hur många började?

    En siffra som står kvar med äldre datum är inte rättad.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import RECEIPT
from tsi_eval.findings.released import Correction
from tsi_eval.language.numbers import long_date
from tsi_eval.report.parts import Prose, plain
from tsi_eval.report.words import Words

# The box around it, which looks as that of the main messages.
BOX = "messages"


def correction(words: Words) -> Prose | None:
    """Return what a report corrects, why, and in which questions; None where it corrects nothing.

    What somebody signed as an exception stands there with the name.
    """
    corrects = words.released.corrects
    return None if corrects is None else Prose(markdown="\n\n".join(_paragraphs(words, corrects)), box=BOX)


def in_short(words: Words) -> str:
    """Return which report this one corrects, for the cover; "" where it corrects none."""
    corrects = words.released.corrects
    return "" if corrects is None else words.say("correction.cover", date=long_date(corrects.report, words.language))


def names_of_changed(words: Words, corrects: Correction) -> str:
    """Return the short names of the questions whose shown numbers a correction changed, or ""."""
    names = {finding.question: words.short(finding) for finding in words.asked_findings()}
    names[RECEIPT] = words.say("chapter.receipt")
    return "; ".join(names.get(question, plain(question)) for question in corrects.changed)


def _paragraphs(words: Words, corrects: Correction) -> Iterator[str]:
    date, why = long_date(corrects.report, words.language), words.text(corrects.why)
    yield f"**{words.say('correction.of', date=date)}** {why}"
    names = names_of_changed(words, corrects)
    yield words.say("correction.changed", names=names) if names else words.say("correction.nothing")
    yield words.say("correction.kept")
    if corrects.exception:
        least = words.say(f"kept.least.{words.released.cover.policy}")
        signed = words.say("correction.exception", name=plain(corrects.exception), least=least)
        yield f"{signed} {words.text(corrects.exception_why)}".rstrip()
