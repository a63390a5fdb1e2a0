"""What a question about change may declare beside its outcome."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from studies import WORDS

from tsi_eval.designs.pre_post import Benchmark, Clinical, Matters, PrePost, Selected
from tsi_eval.errors import UsageError
from tsi_eval.language import Text

BENCHMARK = Benchmark(name="meta", low=0.2, high=0.5, n=900)
CLINICAL = Clinical(clinical_mean=20, clinical_sd=5, norm_mean=10, norm_sd=5, source=WORDS)


def test_records_are_frozen_and_equal_by_what_they_say() -> None:
    with pytest.raises(FrozenInstanceError):
        BENCHMARK.low = 0.1  # type: ignore[misc]

    assert Matters(change=2, reason=WORDS) == Matters(change=2.0, reason=Text(sv="x", en="x"))
    assert hash(CLINICAL) == hash(replace(CLINICAL))


def test_published_change_may_be_one_number_negative_and_cited() -> None:
    assert 0.3 == replace(BENCHMARK, low=0.3, high=0.3).high
    assert -0.5 == replace(BENCHMARK, low=-0.5, high=-0.2).low
    assert "hogstrom2017" == replace(BENCHMARK, cite="hogstrom2017").cite


def test_those_with_difficulties_may_lie_on_either_side() -> None:
    assert "c" == replace(CLINICAL, clinical_mean=5).cutoff
    assert ("a", "b") == tuple(replace(CLINICAL, cutoff=way).cutoff for way in ("a", "b"))  # type: ignore[arg-type]


def test_mean_of_all_may_be_nought() -> None:
    assert 0.0 == Selected(mean=0, source=WORDS).mean


def test_fault_of_a_record_is_named_by_the_option_that_holds_it() -> None:
    with pytest.raises(UsageError) as error:
        PrePost(outcome="y", before="T0", after="T1", matters=Matters(change=2, reason=Text(sv="ett skäl", en="   ")))

    (problem,) = error.value.problems
    assert ("matters.reason.en", "Matters(reason.en=…)") == (problem.params["key"], problem.params["place"])
