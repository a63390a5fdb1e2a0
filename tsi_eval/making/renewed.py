"""Say during a run what the report renews, so that nobody has to look for it in the report.

A draft is judged beside all that was handed out too. So whoever makes one sees before the report is
approved which answers will stand with an older date.

Example.

    familjeteamet: förnyas: Oro hemma; Kostnad
    familjeteamet: förnyas till en del: Familjerna steg för steg
    familjeteamet: står kvar: Frånvaro (30 juni 2026)
"""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings.released import Released
from tsi_eval.language import LANGUAGES, Message, Text


def what_became(released: Released) -> Iterator[Message]:
    """Yield a message for each fate that questions have met since the last report.

    Args:
        released: What may leave now; without an earlier report there is nothing to say.
    """
    from tsi_eval.report.changes import by_fate  # noqa: PLC0415  loads what a first report can do without
    from tsi_eval.report.words import Words  # noqa: PLC0415

    if released.last is None:
        return
    fates = {language: by_fate(Words(released, language), released.last) for language in LANGUAGES}
    for fate in next(iter(fates.values())):
        names = Text(**{language: "; ".join(some[fate]) for language, some in fates.items()})
        yield Message(f"progress.{fate}", {"pilot": released.cover.pilot, "names": names})
