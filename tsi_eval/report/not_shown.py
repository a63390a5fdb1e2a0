"""What may not be shown, in words: one sentence with its reason, and never a row of dots.

Two things may be missing. A number may be hidden as a whole; then its row leaves the table, and a
sentence under the table names it. Or a number is shown and its interval alone is not: on a scale of
few values, a mean and its interval can say how single persons answered. Then the brackets leave the
sentence, and it is said once in each place why.

A group of persons of which nothing is shown has no number here at all, hidden or not. The groups
that the pilot declares and that no table has a row for are named together, those without anybody
among them, so that the names say of none that somebody is in it.

Every reason is one, and the same for a small number and for one that is hidden to protect it.

Example. Of those measured both times 31 moved down, and those who moved up are hidden, as are those
who did not move. The table has one row, of the 31, and under it stands "Visas inte, för att inget
om några få personer ska gå att läsa ut: antal personer (högre efter än före; lika före och efter)."
"""

from __future__ import annotations

from collections.abc import Iterable

from tsi_eval.findings import Answerable, Matter
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.parts import Prose
from tsi_eval.report.words import Words

# What a number is, whom it is about and when ("" where nothing need be said), and the number.
Named = tuple[str, str, str, ReleasedEstimate]


def is_hidden(item: ReleasedEstimate) -> bool:
    """Tell whether nothing at all is shown of a number; a band is something."""
    return item.status == "suppressed"


def lacks_interval(item: ReleasedEstimate) -> bool:
    """Tell whether a number is shown without the interval that was computed for it."""
    return item.status == "shown" and item.level is not None and item.ci_low is None


def seems_to_hold_nothing(item: ReleasedEstimate) -> bool:
    """Tell whether the shown interval holds the nothing that the exact one leaves out.

    Example: a fall of 1 (-3 to 1) under `strict`, whose exact interval goes from -2.36 to -0.31.
    """
    nothing = item.quantity.record.nothing
    if nothing is None or item.verdict is None or item.ci_low is None or item.ci_high is None:
        return False
    return item.verdict.leaves_out_nothing and item.ci_low <= nothing <= item.ci_high


def seems_to_lie_otherwise(item: ReleasedEstimate, matters: float) -> bool:
    """Tell whether the shown interval, or a hidden one, can't show how the exact one lies.

    Args:
        item: An answer with a verdict on what matters.
        matters: The smallest change that matters.
    """
    if item.verdict is None or item.ci_low is None or item.ci_high is None:
        return True
    farthest = max(abs(item.ci_low), abs(item.ci_high))
    match item.verdict.matter:
        case Matter.SMALL | Matter.LITTLE:
            return farthest >= matters
        case Matter.MUCH:
            return item.ci_low < matters and item.ci_high > -matters
        case _:
            return farthest < matters


def why(words: Words, item: ReleasedEstimate) -> str:
    """Return why a number is not shown, as the end of a sentence."""
    return words.say(f"why.{item.reason}")


def dots_note(words: Words, estimates: Iterable[ReleasedEstimate]) -> str:
    """Return why ".." stands in a table, each reason once, or ""."""
    reasons = dict.fromkeys(why(words, item) for item in estimates if is_hidden(item))
    return " ".join(words.say("hidden.dots", why=reason) for reason in reasons)


def left_out(words: Words, rows: Iterable[Named]) -> str:
    """Return what of these is not shown, a sentence a reason, or ""."""
    by_reason: dict[str, list[Named]] = {}
    for row in rows:
        if is_hidden(row[-1]):
            by_reason.setdefault(why(words, row[-1]), []).append(row)
    return " ".join(
        words.say("hidden.rows", why=reason, names=names_of(missing)) for reason, missing in by_reason.items()
    )


def names_of(rows: Iterable[Named]) -> str:
    """Return the names of numbers, those of one kind together: "antal (flickor; pojkar); andel".

    A time that all of them have is left out.
    """
    items = list(rows)
    says_when = len({when for _, _, when, _ in items if when}) > 1
    kinds: dict[str, dict[str, None]] = {}
    for what, whom, when, _ in items:
        place = ", ".join(part for part in (whom, when if says_when or not whom else "") if part)
        kinds.setdefault(what, {})[place] = None
    return "; ".join(_with_places(what, [place for place in places if place]) for what, places in kinds.items())


def _with_places(what: str, places: list[str]) -> str:
    return f"{what} ({'; '.join(places)})" if places else what


def about_groups(words: Words, finding: ReleasedFinding) -> str:
    """Return what is said of the declared groups that have no row, or ""."""
    names = groups_without_row(words, finding)
    return words.say("hidden.groups", why=words.say("why.few"), names=names) if names else ""


def groups_without_row(words: Words, finding: ReleasedFinding) -> str:
    """Return the declared groups that an answered finding says nothing of, in words."""
    if finding.feasibility.answerable is Answerable.REFUSED:
        return ""
    said = {item.group for _, item in finding.every_estimate()}
    return "; ".join(words.label(name) for name in words.groups(finding) if name not in said)


def instead_of_table(words: Words, caption: str, estimates: Iterable[ReleasedEstimate]) -> Prose:
    """Return the sentence that stands where every number of a table is hidden."""
    reasons = dict.fromkeys(why(words, item) for item in estimates)
    return Prose(markdown=" ".join(words.say("hidden.whole", what=caption, why=reason) for reason in reasons))


def about_intervals(words: Words, answers: Iterable[ReleasedEstimate], place: str = "chapter") -> str:
    """Return what a reader must know of answers whose intervals are hidden or coarse, or "".

    Args:
        words: The released values and the language.
        answers: The numbers that answer a question, or all questions.
        place: Where it is said: in the "chapter" of one question, or under "answers" to several.
    """
    items = tuple(answers)
    said = {"hidden": any(map(lacks_interval, items)), "rounded": any(map(seems_to_hold_nothing, items))}
    return " ".join(words.say(f"interval.{key}_{place}") for key, holds in said.items() if holds)
