"""Names in a Word document, and elements of it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What stands before a property in a paragraph: the schema's order, in which Word wants them.
_BEFORE = {
    "keepNext": {"pStyle"},
    "pageBreakBefore": {"pStyle", "keepNext", "keepLines"},
    "spacing": {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs"},
    "ind": {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "spacing"},
}


def w(name: str) -> str:
    """Return the name of an element or an attribute with its namespace."""
    return f"{{{W}}}{name}"


def made(name: str, /, **attributes: object) -> ET.Element:
    """Return an element with attributes."""
    return ET.Element(w(name), {w(key): str(value) for key, value in attributes.items()})


def style_of(block: ET.Element) -> str:
    """Return the name of a paragraph's style, or ""."""
    found = block.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else found.get(w("val"), "")


def restyle(paragraph: ET.Element, name: str) -> None:
    """Give a paragraph that has a style another one."""
    for style in paragraph.iter(w("pStyle")):
        style.set(w("val"), name)


def set_property(paragraph: ET.Element, name: str, /, **attributes: object) -> None:
    """Give a paragraph a property, in the place where the schema wants it."""
    properties = paragraph.find(w("pPr"))
    if properties is not None:
        place = sum(child.tag.rpartition("}")[2] in _BEFORE[name] for child in properties)
        properties.insert(place, made(name, **attributes))
