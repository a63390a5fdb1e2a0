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

    After them come the declared groups of which no table has a row.
    """
    rows: dict[tuple[str, str], list[Named]] = {}
    for finding in words.released.findings:
        for _, item in finding.every_estimate():
            if item.status != "shown":
                main = finding.estimates[0].outcome if finding.estimates else ""
                rows.setdefault((_asked(words, finding), why(words, item)), []).append(named(words, item, main))
    of_groups = tuple(_of_groups(words))
    if not rows and not of_groups:
        return None
    return Table(
        id="withheld",
        caption=words.say("caption.withheld"),
        header=tuple(words.say(f"column.{name}") for name in ("question", "withheld", "why")),
        rows=(*((asked, names_of(missing), reason) for (asked, reason), missing in rows.items()), *of_groups),
        text_columns=3,
    )


def _of_groups(words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each question of which declared groups have no row."""
    reason = words.say("hidden.groups_why", why=words.say("why.few"))
    for finding in words.asked_findings():
        if names := groups_without_row(words, finding):
            yield words.short(finding), words.say("hidden.groups_what", names=names), reason


def _asked(words: Words, finding: ReleasedFinding) -> str:
    return words.say("chapter.receipt") if finding.design == RECEIPT else words.short(finding)
