"""A notebook is searched cell by cell."""

from __future__ import annotations

import json

import pytest
from ways_to_write import NUMBER

from tsi_eval.protect.scanning.notebooks import notebook_parts
from tsi_eval.protect.scanning.walk import scan


def test_the_cell_is_named() -> None:
    cells = [{"source": ["a"]}, {"source": [NUMBER[:5], NUMBER[5:]]}]
    found = scan("a.ipynb", json.dumps({"cells": cells, "nbformat": 4}).encode())

    assert [("cell", 2)] == [(item.way[0].kind, item.way[0].place) for item in found]


def test_a_name_that_stands_twice_is_read_twice() -> None:
    text = f'{{"nbformat": 4, "cells": [], "metadata": "{NUMBER}", "metadata": ""}}'

    assert ["identity"] == [item.what for item in scan("a.ipynb", text.encode())]


def test_a_number_and_a_name_are_read() -> None:
    whole = {"nbformat": 4, "cells": [{"outputs": [{NUMBER: 1}, int(NUMBER.replace("-", ""))]}]}

    assert 1 == len(scan("a.ipynb", json.dumps(whole).encode()))


@pytest.mark.parametrize("content", [b"", b"[]", b'{"nbformat": ', b"nbformat", b'{"nbformat' + b"[" * 9])
def test_what_is_no_notebook_is_read_as_text(content: bytes) -> None:
    assert notebook_parts(content) is None
