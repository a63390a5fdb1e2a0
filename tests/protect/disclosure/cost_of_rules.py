"""What the rules for small groups cost: how much of a question is shown of simulated pilots.

`python tests/protect/disclosure/cost_of_rules.py` prints, for 10, 20 and 40 persons and five kinds
of values, the share of 100 pilots that show the mean change, its interval, both means, an interval
of any mean, and any count of who moved. It is run by hand, before and after a rule is changed.
"""

from __future__ import annotations

import sys

import made
import numpy as np
import pandas as pd

from tsi_eval.designs import PrePost
from tsi_eval.findings import WAYS, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Text
from tsi_eval.stats.inputs import Vector
from tsi_eval.study import Outcome, Study

WORDS = Text(sv="y", en="y")
MOST = {"0-40, rare": 40.0, "days": None, "events": None, "0-40": 40.0, "0-10": 10.0}
PILOTS, SIZES = 100, (10, 20, 40)


def drawn(kind: str, n: int, rng: np.random.Generator) -> tuple[Vector, Vector]:
    """Return n persons' values before and after."""
    most = MOST[kind]
    if most is None:
        each = rng.gamma(1.0, 8.0, n) if kind == "days" else rng.gamma(0.7, 2.0, n)
        return rng.poisson(each).astype(float), rng.poisson(0.8 * each).astype(float)
    first = rng.gamma(0.6, 5.0, n) if "rare" in kind else rng.normal(rng.uniform(0.25, 0.5), 0.15, n) * most
    second = first + rng.normal(-0.04 * most, 0.1 * most, n)
    before, after = (np.clip(np.round(values), 0, most) for values in (first, second))
    return before, after


def study(kind: str, n: int, rng: np.random.Generator) -> Study:
    """Return a study of n persons."""
    columns = dict(zip(("T0", "T1"), drawn(kind, n, rng), strict=True))
    rows = [(f"p{i}", at, "y", value) for at, values in columns.items() for i, value in enumerate(values.tolist())]
    outcome = Outcome(label=WORDS, unit=WORDS, minimum=0.0, maximum=MOST[kind])
    frame = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    return Study.from_frames(measures=frame, outcomes={"y": outcome})


def shown(items: list[ReleasedEstimate]) -> tuple[bool, ...]:
    """Return whether the answer, its interval, both means, one of theirs and movers are shown."""
    there = [item for item in items if item.status == "shown"]
    answer = [item for item in there if item.role == "headline"]
    means = [item for item in there if item.quantity is Quantity.MEAN and item.group == "both"]
    return (
        bool(answer),
        any(item.ci_low is not None for item in answer),
        len(means) > 1,
        any(item.ci_low is not None for item in means),
        any(item.group in WAYS for item in there),
    )


def main(pilots: int) -> None:
    """Print a row for each kind of values and number of persons."""
    design = PrePost(outcome="y", before="T0", after="T1", imputations=0)
    print("values       n  change  interval  means  their intervals  movers")  # noqa: T201  a table for who runs it
    for kind in MOST:
        for n in SIZES:
            rng = np.random.default_rng(14)
            rows = [shown(made.items(made.released_answers(study(kind, n, rng), q=design))) for _ in range(pilots)]
            print(f"{kind:11}{n:3}", *(f"{share:7.0%}" for share in np.mean(rows, axis=0)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PILOTS)
