"""Elements of a Word document: names, styles, and properties in the schema's order."""

from __future__ import annotations

from tsi_eval.report.formats.word_xml import W, made, restyle, set_property, style_of, w


def test_names_and_attributes_have_their_namespace() -> None:
    element = made("fldChar", fldCharType="begin", id=3)

    assert element.tag == f"{{{W}}}fldChar"
    assert (element.get(w("fldCharType")), element.get(w("id"))) == ("begin", "3")


def test_a_paragraph_is_given_another_style_and_properties_where_the_schema_wants_them() -> None:
    paragraph, properties = made("p"), made("pPr")
    paragraph.append(properties)
    assert style_of(paragraph) == ""
    properties.append(made("pStyle", val="BodyText"))
    properties.append(made("numPr"))

    restyle(paragraph, "BoxList")
    set_property(paragraph, "spacing", before=0)
    set_property(paragraph, "keepNext")
    set_property(made("p"), "keepNext")

    assert style_of(paragraph) == "BoxList"
    assert [child.tag.removeprefix(f"{{{W}}}") for child in properties] == ["pStyle", "keepNext", "numPr", "spacing"]
