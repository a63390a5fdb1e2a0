"""Scoring keys: whole, sourced, and without any item's wording."""

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
import pytest

from tsi_eval.errors import UsageError
from tsi_eval.instruments import INSTRUMENTS, InstrumentKey, instrument

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "sdq.toml").read_text(encoding="utf-8"))
FILES = [item for item in files("tsi_eval.instruments").iterdir() if item.name.endswith(".toml")]
TWO_DECIMALS = 0.5e-2  # as the source is rounded
SDQ = instrument("sdq_parent")
SDQS = [name for name in INSTRUMENTS if name.startswith("sdq_")]
FILE_OF = {f"{name.partition('_')[0]}.toml": name for name in INSTRUMENTS}
WORDS_OF_A_SCALE_NAME = 4  # an item is a sentence
WORDS_OF_A_NAME = {"hbsc.toml": 9}  # its scale is a published headline


def all_texts(table: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each text of a TOML file with where it stands."""
    if isinstance(table, str):
        yield path, table
    for name, value in table.items() if isinstance(table, dict) else []:
        yield from all_texts(value, (*path, name))
    for value in table if isinstance(table, list) else []:
        yield from all_texts(value, path)


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
