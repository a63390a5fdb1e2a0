"""The texts beside a picture are read, its points are not."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from ways_to_write import NUMBER

from tsi_eval.protect.scanning.pictures import PNG
from tsi_eval.protect.scanning.walk import scan


def picture(**texts: str) -> bytes:
    info, made = PngInfo(), io.BytesIO()
    for name, text in texts.items():
        info.add_text(name, text, zip=name == "packed")
    Image.new("L", (9, 9)).save(made, "png", pnginfo=info)
    return made.getvalue()


@pytest.mark.parametrize("name", ["plain", "packed", NUMBER])
def test_texts_are_found(name: str) -> None:
    assert ["identity"] == [item.what for item in scan("a.png", picture(**{name: NUMBER}))]


def test_what_follows_the_end_is_found() -> None:
    assert ["past_end"] == [item.way[0].kind for item in scan("a.png", picture() + NUMBER.encode())]


def test_a_picture_alone_holds_nothing() -> None:
    assert () == scan("a.png", picture(Software="matplotlib"))


def test_a_picture_that_is_cut_is_not_looked_into() -> None:
    assert ["damaged"] == [item.what for item in scan("a.png", picture()[:-20])]


def test_a_profile_of_colours_that_is_damaged_is_not_looked_into() -> None:
    chunk = b"iCCPa\0\0" + zlib.compress(b"x" * 99)[:-4]

    assert "damaged" in [item.what for item in scan("a.png", PNG + (len(chunk) - 4).to_bytes(4) + chunk + bytes(99))]
