"""In which order a reader meets the report: its parts, and what stands in each of them.

After the page of main messages and the summary come the parts in the order of a reader's interest.
Texts that people wrote have their places; a question's place follows from its answer:

1. `INTERVENTION`: what was done, by people's own words.
2. `REACHED`: questions whose answer counts or describes: who came, how soon, how often.
3. `CHANGED`: questions whose answer may be "nothing happened": a change, a difference, a ratio.
4. `COST`: questions whose answer is money.
5. `VOICES`: what children and families say, and what people have learned.
6. `DONE`: the data, the words and the sources. Before it comes what the report can't say.

Example. "Hur många började?" is answered by a share, which describes, and stands under REACHED.
"Sjönk oron?" is answered by a mean change, and stands under CHANGED.
"""

from __future__ import annotations

from tsi_eval.findings import Claim
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.report.sentences import headlines

INTERVENTION, REACHED, CHANGED, COST, VOICES, DONE = "intervention", "reached", "changed", "costs", "voices", "done"
PARTS = (INTERVENTION, REACHED, CHANGED, COST, VOICES, DONE)
# The texts that people may have written, by the part where they stand.
TEXTS = {INTERVENTION: ("background", "intervention", "theory"), VOICES: ("children", "analysis", "lessons")}


def part_of(finding: ReleasedFinding) -> str:
    """Return the part in which a question's chapter stands."""
    answers = headlines(finding)
    if any(item.quantity.record.money for item in answers):
        return COST
    if any(item.quantity.record.nothing is not None for item in answers):
        return CHANGED
    return REACHED if answers or finding.claim is Claim.DESCRIBES else CHANGED
