"""Everything that is not shown, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsi_eval.findings import RECEIPT
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.report.not_shown import Named, groups_without_row, names_of, why
from tsi_eval.report.parts import Prose, Table
from tsi_eval.report.result_tables import named
from tsi_eval.report.words import Words


def withheld(words: Words) -> tuple[Table | Prose, ...]:
    """Return what is not shown: a table for each reason, which its caption says, a row a question.

    Declared groups of which no table has a row stand among them. One row alone is a sentence.
    """
    said: dict[str, dict[str, list[str]]] = {}
    for (asked, reason), missing in _hidden(words).items():
        said.setdefault(reason, {})[asked] = [names_of(missing)]
    for asked, groups in _groups(words):
        said.setdefault(words.say("why.few"), {}).setdefault(asked, []).append(groups)
    return tuple(_of_reason(words, reason, rows, number) for number, (reason, rows) in enumerate(said.items(), 1))


def _of_reason(words: Words, reason: str, said: Mapping[str, list[str]], number: int) -> Table | Prose:
    rows = tuple((asked, "; ".join(names)) for asked, names in said.items())
    caption = f"{words.say('caption.withheld')}, {reason}"
    if len(rows) == 1:
        ((asked, names),) = rows
        return Prose(markdown=f"{caption}: {names} ({asked}).")
    return Table(
        id="withheld" if number == 1 else f"withheld-{number}",
        caption=caption,
        header=tuple(words.say(f"column.{name}") for name in ("question", "withheld")),
        rows=rows,
        text_columns=2,
    )


def _hidden(words: Words) -> dict[tuple[str, str], list[Named]]:
    """Return the hidden numbers by the question and the reason."""
    rows: dict[tuple[str, str], list[Named]] = {}
    for finding in words.released.findings:
        for _, item in finding.every_estimate():
            if item.status != "shown":
                main = finding.estimates[0].outcome if finding.estimates else ""
                rows.setdefault((_asked(words, finding), why(words, item)), []).append(named(words, item, main))
    return rows


def _groups(words: Words) -> Iterator[tuple[str, str]]:
    """Yield each question of which declared groups have no row, and what is said of them."""
    for finding in words.asked_findings():
        if names := groups_without_row(words, finding):
            yield words.short(finding), words.say("hidden.groups_what", names=names)


def _asked(words: Words, finding: ReleasedFinding) -> str:
    return words.say("chapter.receipt") if finding.design == RECEIPT else words.short(finding)
