"""Keys and scoring of questionnaires."""

from __future__ import annotations

import math
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import DataError, UsageError
from tsi_eval.instruments import INSTRUMENTS, InstrumentKey, coding_fault, instrument, score

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "sdq.toml").read_text(encoding="utf-8"))
FILES = [item for item in files("tsi_eval.instruments").iterdir() if item.name.endswith(".toml")]
TWO_DECIMALS = 0.5e-2  # as the source is rounded
SDQ = instrument("sdq_parent")
SDQS = [name for name in INSTRUMENTS if name.startswith("sdq_")]
FILE_OF = {f"{name.partition('_')[0]}.toml": name for name in INSTRUMENTS}
ITEMS = range(1, 26)
WORDS_OF_A_SCALE_NAME = 4  # an item is a sentence
WORDS_OF_A_NAME = {"hbsc.toml": 9}  # its scale is a published headline

answers = st.lists(
    st.lists(st.sampled_from([0.0, 1.0, 2.0, math.nan]), min_size=25, max_size=25), min_size=1, max_size=12
)


def frame(rows: list[Any]) -> pd.DataFrame:
    """Return answers as a frame; "x" is missing."""
    return pd.DataFrame([[math.nan if a == "x" else float(a) for a in row] for row in rows], columns=ITEMS)


def all_texts(table: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each text of a TOML file with where it stands."""
    if isinstance(table, str):
        yield path, table
    for name, value in table.items() if isinstance(table, dict) else []:
        yield from all_texts(value, (*path, name))
    for value in table if isinstance(table, list) else []:
        yield from all_texts(value, path)


@pytest.mark.parametrize("case", ORACLES["scale"], ids=lambda case: case["answers"])
@pytest.mark.parametrize("scale", [each for each in SDQ.scales if each.items], ids=lambda each: each.id)
def test_scale_is_pro_rated_and_rounded_half_up(case: dict[str, Any], scale: Any) -> None:
    row = ["0"] * 25
    for item, given_ in zip(scale.items, case["answers"], strict=True):
        turned = item in scale.reversed and given_ != "x"
        row[item - 1] = str(2 - int(given_)) if turned else given_

    found = score(SDQ, frame([row]))

    assert [case.get("score", math.nan)] == pytest.approx(found.values[scale.id], nan_ok=True)
    assert [case["answered"]] == list(found.answered[scale.id])


@pytest.mark.parametrize("name", SDQS)
def test_persons_get_the_scores_that_were_summed_by_hand(name: str) -> None:
    key = instrument(name)

    found = score(key, frame([case["answers"] for case in ORACLES["person"]])).values

    assert [scale.id for scale in key.scales] == list(found.columns)
    for scale in found.columns:
        expected = [case.get(scale, math.nan) for case in ORACLES["person"]]
        assert pytest.approx(expected, nan_ok=True) == list(found[scale]), scale


@pytest.mark.parametrize(
    ("answer", "expected"), [(0, (0, 2, 4, 4, 0, 10)), (1, (5, 5, 5, 5, 5, 20)), (2, (10, 8, 6, 6, 10, 30))]
)
def test_same_answer_everywhere_gives_its_closed_form(answer: int, expected: tuple[int, ...]) -> None:
    found = score(SDQ, frame([[answer] * 25])).values.iloc[0]

    scales = ["emotional", "conduct", "hyperactivity", "peer", "prosocial", "total"]
    assert list(expected) == list(found[scales])


def test_answers_are_counted_for_sums_too() -> None:
    found = score(SDQ, frame([case["answers"] for case in ORACLES["person"]])).answered

    assert [20, 20, 18, 17] == list(found["total"])
    assert [10, 10, 9, 7] == list(found["internalising"])


@given(answers, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_order_of_persons_and_of_columns_is_ignored(rows: list[list[float]], random: Any) -> None:
    items = frame(rows)
    found = score(SDQ, items)

    shuffled = items.iloc[random.sample(range(len(rows)), len(rows)), random.sample(range(25), 25)]
    again = score(SDQ, shuffled)

    pd.testing.assert_frame_equal(found.values, again.values.sort_index())
    pd.testing.assert_frame_equal(found.answered, again.answered.sort_index())


@given(answers)
@settings(max_examples=50, deadline=None)
def test_scores_of_complete_scales_turn_with_the_answers(rows: list[list[float]]) -> None:
    items = frame(rows)

    found, turned = score(SDQ, items), score(SDQ, 2 - items)

    for scale in SDQ.scales:
        most = 10 * max(1, len(scale.parts))
        complete = found.answered[scale.id] == most / 2
        assert (found.values[scale.id] + turned.values[scale.id])[complete].eq(most).all()
        assert found.values[scale.id].dropna().between(0, most).all()


def test_frame_of_the_caller_is_untouched_and_its_index_is_kept() -> None:
    items = frame([case["answers"] for case in ORACLES["person"]]).set_index(pd.Index(["a", "b", "c", "d"]))
    before = items.copy()

    found = score(SDQ, items.assign(other="not read"))

    pd.testing.assert_frame_equal(before, items)
    assert ["a", "b", "c", "d"] == list(found.values.index) == list(found.answered.index)


def test_scored_never_prints_a_person() -> None:
    assert re.fullmatch(r"<\S+Scored object at 0x\w+>", repr(score(SDQ, frame(["1" * 25]))))


@pytest.mark.parametrize("rows", [0, 3])
def test_nobody_and_no_answers_give_no_scores(rows: int) -> None:
    items = frame(["x" * 25] * rows).reindex(columns=ITEMS)

    found = score(SDQ, items)

    assert "" == coding_fault(SDQ, items)
    assert (rows, 8) == found.values.shape
    assert found.values.isna().all().all()


def test_nullable_integers_are_read() -> None:
    items = frame([case["answers"] for case in ORACLES["person"]])

    found = score(SDQ, items.astype("Int64"))

    pd.testing.assert_frame_equal(score(SDQ, items).values, found.values)


@pytest.mark.parametrize(
    ("row", "fault", "code"),
    [
        ([1, 2, 3] * 8 + [2], "shifted", "E211"),
        ([1, 2, 3] * 8 + ["x"], "shifted", "E211"),
        ([0, 2, 3] * 8 + [2], "outside", "E212"),
        ([2, 3] * 12 + [2], "outside", "E212"),
        ([1, 2, 3, 2.5] * 6 + [2], "outside", "E212"),
        ([0.5] * 25, "outside", "E212"),
        ([-1] + [1] * 24, "outside", "E212"),  # -1 is a code, not a shift
        ([99] + [1] * 24, "outside", "E212"),
        ([math.inf] + [1] * 24, "outside", "E212"),
    ],
)
def test_wrong_coding_is_refused(row: list[Any], fault: str, code: str) -> None:
    items = frame([row, ["x"] * 25])

    assert fault == coding_fault(SDQ, items)
    with pytest.raises(DataError) as error:
        score(SDQ, items)
    assert [code] == [problem.code for problem in error.value.problems]


def test_text_labels_are_refused_without_repeating_them() -> None:
    items = frame(["1" * 25, "2" * 25]).astype(object)
    items.loc[1, 7] = "stämmer delvis"

    with pytest.raises(DataError, match="E212") as error:
        score(SDQ, items)

    assert "outside" == coding_fault(SDQ, items)
    assert "stämmer" not in error.value.text()


def test_each_missing_and_each_double_column_is_named() -> None:
    items = frame(["1" * 25])
    items = pd.concat([items.drop(columns=[3, 17]), items[[5]]], axis=1)

    with pytest.raises(DataError) as error:
        score(SDQ, items)

    assert [("E126", 3), ("E123", 5), ("E126", 17)] == [(p.code, p.params["column"]) for p in error.value.problems]


def test_unknown_instrument_gets_a_suggestion() -> None:
    with pytest.raises(UsageError, match="sdq_parent") as error:
        instrument("sdq_parents")

    assert "E210" == error.value.problems[0].code


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_instrument_has_its_source_and_licence(name: str) -> None:
    key = instrument(name)

    assert name == key.id
    texts = [text for each in (key.licence, key.label, key.coding, key.missing.label) for text in (each.sv, each.en)]
    assert all(text.strip() for text in (key.source, *texts))
    assert all(each.confidence in {"H", "M", "L"} for each in (*key.scales, key.missing))
    assert all(reference.source and reference.confidence for reference in key.references.values())
    assert key.references.keys() <= {scale.id for scale in key.scales}


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_key_is_whole(name: str) -> None:
    key = instrument(name)
    used = [item for scale in key.scales for item in scale.items]

    assert list(range(1, key.n_items + 1)) == sorted(used)
    for position, scale in enumerate(key.scales):
        assert bool(scale.items) != bool(scale.parts)
        assert ("count" == scale.rule) == bool(scale.counted) == bool(scale.threshold)
        assert not (scale.parts and scale.rule == "count")
        assert set(scale.counted) <= set(range(key.item_minimum, key.item_maximum + 1))
        assert len(scale.items) >= (key.missing.least_answered if scale.items else 0)
        assert set(scale.reversed) <= set(scale.items)
        assert set(scale.parts) <= {earlier.id for earlier in key.scales[:position] if earlier.items}


def test_every_file_belongs_to_an_instrument() -> None:
    assert FILE_OF.keys() == {item.name for item in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda item: item.name)
def test_no_item_has_a_text(file: Any) -> None:
    texts = list(all_texts(tomllib.loads(file.read_text(encoding="utf-8"))))

    allowed = (
        r"source|(licence|coding)\.(sv|en)|missing\.(rounding|confidence|label\.(sv|en))"
        r"|scale\.(id|parts|direction|rule|confidence|label\.(sv|en))|version\.\w+\..+"
    )
    assert texts
    assert all(re.fullmatch(allowed, ".".join(path)) for path, _ in texts)
    names = [text for path, text in texts if "label" in path and "missing" not in path]
    assert all(len(text.split()) <= WORDS_OF_A_NAME.get(file.name, WORDS_OF_A_SCALE_NAME) for text in names)
    assert sum("scale.id" == ".".join(path) for path, _ in texts) == len(instrument(FILE_OF[file.name]).scales)


def test_reversed_items_and_directions_of_the_sdq() -> None:
    reversed_items = {item for scale in SDQ.scales for item in scale.reversed}
    higher = [scale.id for scale in SDQ.scales if scale.direction == "higher_better"]

    assert {7, 11, 14, 21, 25} == reversed_items
    assert ["prosocial"] == higher


@pytest.mark.parametrize("case", ORACLES["reference"], ids=lambda case: case["instrument"])
def test_reference_values_give_the_smallest_reliable_change(case: dict[str, Any]) -> None:
    reference = instrument(case["instrument"]).references["total"]

    smallest = 1.96 * math.sqrt(2) * reference.sd * math.sqrt(1 - reference.retest)
    assert pytest.approx(case["smallest"], abs=TWO_DECIMALS) == smallest


def test_keys_are_read_without_pandas() -> None:
    code = "import sys, tsi_eval.instruments as i; i.instrument('sdq_self'); print('pandas' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.strip()


def test_keys_of_versions_differ_only_in_who_answers() -> None:
    def shared(key: InstrumentKey) -> tuple[Any, ...]:
        return (
            key.n_items,
            key.item_minimum,
            key.item_maximum,
            key.coding,
            key.missing,
            key.scales,
            key.licence,
            key.source,
        )

    for prefix in ("sdq_", "kidscreen10_"):
        assert 1 == len({shared(instrument(name)) for name in INSTRUMENTS if name.startswith(prefix)})
    assert len(INSTRUMENTS) == len({instrument(name).label for name in INSTRUMENTS})
    assert np.isfinite([instrument(name).references["total"].sd for name in SDQS]).all()
