"""What changed for the persons measured both before and after.

Tests of its numbers, by subject, stand in `pre_post/`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from example_study import Planted
from pre_post_studies import studied

from tsi_eval.designs import PrePost
from tsi_eval.designs.contract import Design
from tsi_eval.designs.pre_post import Benchmark, Clinical, Matters, Selected
from tsi_eval.language import Text
from tsi_eval.study import Study

PLAIN = PrePost(outcome="zq_score", before="zq_before", after="zq_after")
SHARE = replace(PLAIN, scale="binary", at_least=16)
SOURCE = Text(sv="en påhittad källa", en="an invented source")
EXAMPLES: tuple[Design, ...] = (
    PLAIN,
    replace(
        PLAIN,
        clusters="zq_family",
        reliable=True,
        clinical=Clinical(clinical_mean=25, clinical_sd=6, norm_mean=12, norm_sd=5, source=SOURCE),
        matters=Matters(change=2, reason=Text(sv="ett påhittat skäl", en="an invented reason")),
        selected=Selected(mean=14, source=SOURCE),
        imputations=3,
        also=("zq_mood",),
        benchmark=Benchmark(name="zq_meta", low=0.1, high=0.4, n=500),
    ),
    # Of this outcome three persons were not measured again.
    replace(PLAIN, outcome="zq_worry"),
    replace(PLAIN, outcome="zq_mood", scale="ordinal"),
    replace(PLAIN, outcome="zq_mood", scale="ordinal", clusters="zq_family"),
    SHARE,
    replace(SHARE, clusters="zq_family"),
    replace(PLAIN, outcome="zq_mood", scale="counts"),
    # Its second measurement has not come.
    replace(PLAIN, outcome="zq_worry", after="zq_later"),
)


def three_lower() -> Study:
    """Return four hundred persons who are planted three lower the second time."""
    rng = np.random.default_rng(3)
    first = np.round(rng.normal(20, 4, 400))
    return studied(first.tolist(), np.round(first - 3 + rng.normal(0, 4, 400)).tolist())


PLANTED = (Planted(design=PrePost(outcome="y", before="T0", after="T1"), study=three_lower(), truth=-3.0),)
