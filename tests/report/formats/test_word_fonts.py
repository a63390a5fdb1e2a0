"""The font in a Word file is the whole font, mixed with its key, and still known as a font."""

from __future__ import annotations

import doctest
from xml.etree import ElementTree as ET

from tsi_eval.protect.scanning.kinds import kind_of
from tsi_eval.protect.scanning.walk import scan
from tsi_eval.report.fonts import FAMILY, font_files
from tsi_eval.report.formats import word_fonts
from tsi_eval.report.formats.pandoc import own
from tsi_eval.report.formats.word_fonts import RELATIONSHIPS, font_parts, mixed, with_fonts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def declared() -> ET.Element:
    fonts = ET.fromstring(own("word.fonts.xml").read_bytes())  # noqa: S314  our own
    (found,) = (font for font in fonts if font.get(f"{W}name") == FAMILY)
    return found


def test_each_style_is_named_with_its_key_and_unmixed_is_the_font() -> None:
    parts = font_parts()
    targets = {entry.get("Id"): entry.get("Target") for entry in ET.fromstring(parts[RELATIONSHIPS])}  # noqa: S314

    styles = set()
    for place in declared():
        if place.tag.startswith(f"{W}embed"):
            style = place.tag.removeprefix(f"{W}embed")
            part = parts[f"word/{targets[place.get(f'{R}id')]}"]
            assert part[:32] != font_files()[style].read_bytes()[:32]
            assert mixed(part, str(place.get(f"{W}fontKey")).strip("{}")) == font_files()[style].read_bytes()
            styles.add(style)
    assert styles == set(font_files())


def test_the_search_of_finished_files_knows_the_parts_as_fonts_and_finds_nothing() -> None:
    for name, part in font_parts().items():
        if name != RELATIONSHIPS:
            assert kind_of(part) == "shape"
            assert scan(name, part) == ()


def test_fonts_that_stand_in_are_no_broader() -> None:
    (names,) = declared().findall(f"{W}altName")

    assert str(names.get(f"{W}val")).startswith("Arial,")


def test_mixing_is_as_the_example_says() -> None:
    assert doctest.testmod(word_fonts).attempted > 0
    assert doctest.testmod(word_fonts).failed == 0


def test_the_kind_of_the_parts_is_said_first() -> None:
    assert with_fonts(b'<Types xmlns="a"><Override/></Types>').startswith(
        b'<Types xmlns="a"><Default Extension="odttf"'
    )
