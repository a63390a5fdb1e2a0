"""What finds ids in a report finds those that are planted in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from example_reports import released
from raw_ids import ids_of, raw_ids, words_of
from what_is_read import Read, read

from tsi_eval.findings import Quantity
from tsi_eval.findings.released import Released
from tsi_eval.language import LANGUAGES, Text
from tsi_eval.report.reading import Report

EXAMPLE = "pre_post-0"


def with_changed(released: Released, quantity: Quantity, **fields: Any) -> Released:
    """Return a report in which every number of one kind says something else of itself."""
    answered, *others = released.findings
    estimates = tuple(replace(e, **fields) if e.quantity is quantity else e for e in answered.estimates)
    return replace(released, findings=(replace(answered, estimates=estimates), *others))


def found_in(released: Released, language: str) -> tuple[dict[str, list[str]], Read]:
    told = read(Report(released, language))
    return raw_ids(told.texts, ids_of(released), words_of(released.cover, language)), told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("group", "part"), [("reached_all", "reached_all"), ("zq_kind=zq_odd", "zq_odd")])
def test_part_without_words_is_found(group: str, part: str, language: str) -> None:
    planted = with_changed(released(EXAMPLE, "default"), Quantity.COUNT, group=group)

    ids, told = found_in(planted, language)

    assert {part} == set(ids)
    assert any("row" in where for where in ids[part])
    assert {(group, "label")} == told.nameless


def test_english_word_is_an_id_in_swedish_only() -> None:
    planted = with_changed(released(EXAMPLE, "default"), Quantity.COUNT, group="shown")

    assert {"shown"} == set(found_in(planted, "sv")[0])
    assert {} == found_in(planted, "en")[0]
    assert all(("shown", "label") in found_in(planted, language)[1].nameless for language in LANGUAGES)


def test_unit_without_words_is_noted() -> None:
    planted = with_changed(released(EXAMPLE, "default"), Quantity.MEAN, unit="reached")

    assert ("reached", "unit") in found_in(planted, "sv")[1].nameless


def test_letters_inside_a_drawing_are_read() -> None:
    without = _without_labels(released(EXAMPLE, "default"), "zq_before")

    ids, _ = found_in(without, "sv")

    assert any(where.startswith("letters") for where in ids["zq_before"])
    assert any("alt" in where for where in ids["zq_before"])


def test_ids_where_sources_are_listed_are_names_of_published_works() -> None:
    texts = {"references 1": "On the mean", "method 0": "the mean"}

    assert {"mean": ["method 0"]} == raw_ids(texts, frozenset({"mean"}), frozenset())


def test_words_of_a_pilot_are_words() -> None:
    cover = released(EXAMPLE, "default").cover
    labelled = replace(cover, labels={**cover.labels, "zq_x": Text(sv="kvot", en="quota")})

    assert "kvot" in words_of(labelled, "sv")
    assert "quota" not in words_of(labelled, "sv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_cost_a_contact_is_said_in_words_though_the_pilot_gives_none(language: str) -> None:
    _, told = found_in(_without_labels(released("cost_offset-0", "default"), "per=contacts"), language)

    assert frozenset() == told.nameless


def _without_labels(released: Released, *names: str) -> Released:
    labels: Mapping[str, Text] = {name: text for name, text in released.cover.labels.items() if name not in names}
    return replace(released, cover=replace(released.cover, labels=labels))
