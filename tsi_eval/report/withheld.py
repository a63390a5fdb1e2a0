"""The table of everything that is not shown, and why."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import RECEIPT
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.report.not_shown import Named, groups_without_row, names_of, why
from tsi_eval.report.parts import Table
from tsi_eval.report.result_tables import named
from tsi_eval.report.words import Words


def withheld_table(words: Words) -> Table | None:
    """Return what is not shown and why, a row for each question and reason; None without any.

    Declared groups of which no table has a row stand among them. One reason for all of it stands
    in the caption.
    """
    said: dict[tuple[str, str], list[str]] = {key: [names_of(missing)] for key, missing in _hidden(words).items()}
    for asked, groups in _groups(words):
        said.setdefault((asked, words.say("why.few")), []).append(groups)
    if not said:
        return None
    reasons = {reason for _, reason in said}
    caption = words.say("caption.withheld")
    columns = ["question", "withheld", "why"]
    if len(reasons) == 1:
        caption, columns = f"{caption}, {reasons.pop()}", columns[:2]
    rows = ((asked, "; ".join(names), reason) for (asked, reason), names in said.items())
    return Table(
        id="withheld",
        caption=caption,
        header=tuple(words.say(f"column.{name}") for name in columns),
        rows=tuple(row[: len(columns)] for row in rows),
        text_columns=len(columns),
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
