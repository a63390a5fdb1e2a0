"""The tree that pandoc reads is made fit: nothing in it can act, and foreign words are marked."""

from __future__ import annotations

from typing import Any

import pytest

from tsi_eval.report.formats.tree import fit

Node = dict[str, Any]
SPACE: Node = {"t": "Space"}


def string(text: str) -> Node:
    return {"t": "Str", "c": text}


def row(text: str) -> list[Node]:
    """Return words as pandoc holds them: a node a word, and one between."""
    nodes: list[Node] = []
    for word in text.split(" "):
        nodes += [SPACE, string(word)] if nodes else [string(word)]
    return nodes


def attributes(identifier: str = "", *classes: str, **pairs: str) -> list[Any]:
    return [identifier, list(classes), [[name, value] for name, value in pairs.items()]]


def header(text: str, level: int = 1, **about: str) -> Node:
    return {"t": "Header", "c": [level, attributes(about.pop("id", ""), **about), row(text)]}


def paragraph(*inlines: Node) -> Node:
    return {"t": "Para", "c": list(inlines)}


def link(target: str, text: str = "hit") -> Node:
    return {"t": "Link", "c": [attributes(), row(text), [target, ""]]}


def picture(target: str) -> Node:
    return {"t": "Image", "c": [attributes(alt="ord", onerror="x"), row("en bild"), [target, ""]]}


def fitted(*blocks: Node, language: str = "sv", figures: tuple[str, ...] = ("a.svg",)) -> list[Node]:
    return fit(list(blocks), language, figures)


def inlines(*nodes: Node, language: str = "sv") -> list[Node]:
    (block,) = fitted(paragraph(*nodes), language=language)
    return list(block["c"])


def words(nodes: list[Node]) -> str:
    return "".join(" " if node["t"] == "Space" else str(node.get("c")) for node in nodes)


class TestTidy:
    def test_only_attributes_that_say_something_are_left(self) -> None:
        (block,) = fitted(header("A", onclick="alert(1)", style="x", alt="ord", lang="en"))

        assert [["alt", "ord"], ["lang", "en"]] == block["c"][1][2]

    @pytest.mark.parametrize(
        ("identifier", "plain"),
        [("vilka-nåddes", "vilka-naddes"), ("a:b.c", "abc"), ("é_1", "e_1"), ("漢字", ""), ("x y", "xy")],
    )
    def test_ids_are_letters_that_every_program_can_link_to(self, identifier: str, plain: str) -> None:
        (block,) = fitted(header("A", id=identifier))

        assert plain == block["c"][1][0]

    def test_classes_stay(self) -> None:
        (block,) = fitted({"t": "Div", "c": [attributes("", "answer", custom="x"), [paragraph(string("ord"))]]})

        assert attributes("", "answer") == block["c"][0]


class TestLinks:
    @pytest.mark.parametrize("target", ["https://skolverket.se", "http://a.se/?b=1&c", "mailto:a@example.org"])
    def test_a_link_outside_stays(self, target: str) -> None:
        assert [link(target)] == inlines(link(target))

    @pytest.mark.parametrize(
        "target",
        [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "#nowhere",
            "#",
            "",
            "sida.html",
            "HTTPS://x",
        ],
    )
    def test_a_link_that_leads_nowhere_safe_becomes_its_words(self, target: str) -> None:
        assert row("hit") == inlines(link(target))

    def test_a_link_inside_leads_to_the_plain_id(self) -> None:
        _, block = fitted(header("Vilka", id="vilka-nåddes"), paragraph(link("#vilka-nåddes")))

        assert [link("#vilka-naddes")] == block["c"]

    def test_words_in_a_link_are_marked_too(self) -> None:
        (node,) = inlines(link("https://a.se", "rank-biserial"))

        assert "Span" == node["c"][1][0]["t"]


class TestPictures:
    def test_our_own_figure_is_a_picture_without_what_could_do_something(self) -> None:
        (node,) = inlines(picture("figures/a.svg"))

        assert "Image" == node["t"]
        assert [["alt", "ord"]] == node["c"][0][2]

    @pytest.mark.parametrize("target", ["figures/b.svg", "a.svg", "https://example.org/spy.png", "figures/../a.svg"])
    def test_any_other_picture_is_its_words(self, target: str) -> None:
        assert row("en bild") == inlines(picture(target))


class TestNumbers:
    def test_the_first_chapter_has_no_number_and_the_others_count_from_one(self) -> None:
        blocks = fitted(
            *(header(text, level) for text, level in (("A", 1), ("a", 2), ("B", 1), ("b", 2), ("c", 2), ("C", 1)))
        )

        assert ["A", "a", "1 B", "1.1 b", "1.2 c", "2 C"] == [words(block["c"][2]) for block in blocks]

    def test_headings_below_sections_and_inside_boxes_have_none(self) -> None:
        inside = {"t": "Div", "c": [attributes(), [header("Inne", 1)]]}
        blocks = fitted(header("A"), header("B"), header("djup", 3), inside)

        assert "djup" == words(blocks[2]["c"][2])
        assert "Inne" == words(blocks[3]["c"][1][0]["c"][2])


class TestForeignWords:
    def marked(self, text: str, language: str) -> list[str]:
        """Return the phrases that are marked as of the other language."""
        other = "en" if language == "sv" else "sv"
        nodes = inlines(*row(text), language=language)
        spans = [node for node in nodes if node["t"] == "Span"]
        assert all(attributes(lang=other) == node["c"][0] for node in spans)
        return [words(node["c"][1]) for node in spans]

    @pytest.mark.parametrize(
        ("text", "language", "marked"),
        [
            ("räknat som rank-biserial korrelation", "sv", ["rank-biserial"]),
            (
                "enligt Strengths and Difficulties Questionnaire, SDQ",
                "sv",
                ["Strengths and Difficulties Questionnaire"],
            ),
            ("ett Project STAR och follow-up", "sv", ["Project STAR", "follow-up"]),
            ("follow-ups är ett annat ord", "sv", []),
            ("the kommun and Örebro's school", "en", ["kommun", "Örebro"]),
            ("the Uppdrag psykisk hälsa report", "en", ["Uppdrag psykisk hälsa"]),
            ("rank-biserial and follow-up", "en", []),
            ("Örebro kommun", "sv", []),
        ],
    )
    def test_known_phrases_and_in_english_swedish_letters_are_marked(
        self, text: str, language: str, marked: list[str]
    ) -> None:
        assert marked == self.marked(text, language)

    def test_a_phrase_is_found_over_several_nodes_and_the_rest_is_left_as_it_was(self) -> None:
        before, span, after = (
            inlines(*row("ett Project STAR igen"))[place] for place in (slice(0, 2), 2, slice(3, None))
        )

        assert [*row("ett"), SPACE] == before
        assert row("Project STAR") == span["c"][1]
        assert [SPACE, string("igen")] == after

    def test_what_already_says_its_language_is_not_marked_again(self) -> None:
        own = {"t": "Span", "c": [attributes(lang="en"), row("rank-biserial")]}

        assert [own] == inlines(own)

    def test_other_nodes_part_the_words(self) -> None:
        emphasis = {"t": "Emph", "c": row("STAR")}

        assert [string("Project"), SPACE, emphasis] == inlines(string("Project"), SPACE, emphasis)

    def test_words_without_a_foreign_one_stay_the_same_nodes(self) -> None:
        nodes = row("bara svenska ord")

        assert nodes == inlines(*nodes)


def test_a_source_in_another_language_says_which() -> None:
    def entry(identifier: str) -> Node:
        return {"t": "Div", "c": [attributes(identifier, "csl-entry"), [paragraph(string("x"))]]}

    (english,) = fitted(entry("ref-wilcoxon1945"), language="sv")
    (same,) = fitted(entry("ref-wilcoxon1945"), language="en")
    (unknown,) = fitted(entry("ref-nobody1999"), language="sv")

    assert [["lang", "en"]] == english["c"][0][2]
    assert [] == same["c"][0][2] == unknown["c"][0][2]


def test_nothing_is_left_of_nothing() -> None:
    assert [] == fitted()
