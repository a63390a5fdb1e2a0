"""One file: what it holds, the way to it, and never the value."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path

import pytest
from ways_to_write import NUMBER, drawn, zipped

from tsi_eval.project import find_project
from tsi_eval.protect.scanning import Found, scan

SAMPLE = find_project(Path(__file__).parent).reports / "sample"


def test_the_way_goes_from_outside_in_and_the_value_is_nowhere() -> None:
    picture = base64.b64encode(drawn(NUMBER, "png")).decode()
    whole = json.dumps({"cells": [{"outputs": [{"data": {"image/png": picture}}]}], "nbformat": 4})
    found = scan("a.zip", zipped("a.ipynb", gzip.compress(whole.encode())))

    assert [["part", "packed", "cell", "encoded", "about"]] == [[step.kind for step in item.way] for item in found]
    assert NUMBER not in repr(found)


def test_the_name_of_the_file_is_searched() -> None:
    assert [("name", "identity")] == [(item.way[0].kind, item.what) for item in scan(f"barn {NUMBER}.csv", b"a")]


def test_the_same_in_one_place_is_one() -> None:
    assert (Found((), "identity"),) == scan("a.txt", f"{NUMBER} {NUMBER}\n{NUMBER}".encode())


def test_a_hit_is_found_again_in_the_next_file() -> None:
    seen = set[str]()

    assert 2 == sum(len(scan(name, f"ett\n{NUMBER}".encode(), seen=seen)) for name in ("a.txt", "b.txt"))
    assert "ett" not in scan("c.txt", b"ett", seen=seen)


@pytest.mark.parametrize("file", sorted(path.name for path in SAMPLE.iterdir()))
def test_nothing_is_found_in_the_sample_report(file: str) -> None:
    assert () == scan(file, (SAMPLE / file).read_bytes())
