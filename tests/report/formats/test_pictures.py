"""Drawings as pixels."""

from __future__ import annotations

import struct

import pytest
from documents_by_hand import SVG

from tsi_eval.errors import ReportError
from tsi_eval.report.formats.pictures import PIXELS_PER_INCH, to_png

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_each_drawing_becomes_a_picture_of_its_own_size() -> None:
    wide = SVG.replace('width="400"', 'width="800"', 1)

    made = to_png({"a.svg": SVG, "b.svg": wide})

    assert ["a.png", "b.png"] == list(made)
    assert all(png.startswith(SIGNATURE) for png in made.values())
    (first, height), (second, same) = (size(png) for png in made.values())
    assert second == pytest.approx(2 * first, abs=2)
    assert height == same
    # A pixel of SVG is a 96th of an inch.
    assert first == pytest.approx(400 / 96 * PIXELS_PER_INCH, abs=2)


def test_one_drawing_alone_is_a_picture_too() -> None:
    assert ["a.png"] == list(to_png({"a.svg": SVG}))


def test_without_drawings_nothing_is_made() -> None:
    assert {} == to_png({})


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert to_png({"a.svg": SVG}) == to_png({"a.svg": SVG})


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ReportError) as error:
        to_png({"a.svg": "no drawing"})

    assert [("E173", "PNG")] == [(p.code, p.params["format"]) for p in error.value.problems]
