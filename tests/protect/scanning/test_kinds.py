"""A kind is told by how the bytes begin, whatever the file is called."""

from __future__ import annotations

import pickle

import pytest
from ways_to_write import NUMBER

from tsi_eval.protect.scanning.kinds import CLOSED, kind_of
from tsi_eval.protect.scanning.walk import scan


@pytest.mark.parametrize("start", CLOSED)
def test_what_no_report_holds_is_searched_and_said(start: bytes) -> None:
    found = scan("a.csv", start + b"\n" + NUMBER.encode())

    assert [("kind", False), ("identity", True)] == [(item.what, item.looked_into) for item in found]


def test_a_pickle_is_never_run() -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (pytest.fail, ("it was run",))

    assert "kind" in {item.what for item in scan("a", pickle.dumps(Trap()))}


@pytest.mark.parametrize(("content", "kind"), [(b"wOF2", "shape"), (b"text", None), (b"", None)])
def test_fonts_are_shapes_and_texts_are_of_no_kind(content: bytes, kind: str | None) -> None:
    assert kind == kind_of(content)


def test_bytes_of_an_unknown_kind_are_said() -> None:
    assert ["nameless"] == [item.what for item in scan("a.xyz", bytes(range(256)) * 20)]
