"""Parts of a report: what they show in a notebook, and what they give a document."""

from __future__ import annotations

from typing import Any

import pytest

from tsi_eval.report.parts import Chapter, Figure, Prose, Table, bullets, figure_caption, lowered, plain

TABLE = Table(
    id="t", caption="Vilka", header=("vilka", "när", "antal"), rows=(("alla", "maj", "43"), ("någon", "juni", "..")),
    text_columns=2, note="En not.", fold=True,
)  # fmt: skip
FIGURE = Figure(id="f", svg="<svg/>", title="Det sjönk", subtitle="Poäng", source="Källa. n = 50.", alt="En linje.")
PIPES = "| vilka | när | antal |\n| --- | --- | ---: |\n| alla | maj | 43 |\n| någon | juni | .. |"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("<b>_x_</b>", r"\<b\>\_x\_\</b\>"),
        (
            "a|b [c](d) #e $f$ @g ^h^ ~i~ `j` *k* {l} & \\",
            r"a\|b \[c\](d) \#e \$f\$ \@g \^h\^ \~i\~ \`j\` \*k\* \{l\} \& \\",
        ),
        ("  två\n rader ", "två rader"),
        ("", ""),
        ("Åsa 12,5 %", "Åsa 12,5 %"),
    ],
)
def test_words_are_shown_exactly_as_they_are(text: str, markdown: str) -> None:
    assert markdown == plain(text)


def test_a_table_is_a_pipe_table_with_numbers_to_the_right() -> None:
    assert PIPES == TABLE.markdown()


def test_a_table_shows_caption_rows_and_note_and_gives_them_apart() -> None:
    data, metadata = TABLE._repr_mimebundle_()

    assert {"text/markdown": f"**Vilka**\n\n{PIPES}\n\nEn not."} == data
    about = {"kind": "table", "rows": PIPES, "id": "t", "caption": "Vilka", "note": "En not.", "fold": True}
    assert {"tsi_eval": about} == metadata


def test_prose_shows_its_text_and_says_which_box_it_stands_in() -> None:
    data, metadata = Prose(markdown="Ord.", box="messages")._repr_mimebundle_()

    assert {"text/markdown": "Ord."} == data
    assert {"tsi_eval": {"kind": "prose", "box": "messages", "id": ""}} == metadata


def test_a_figure_shows_its_caption_first_and_then_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[dict[str, str], Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, metadata=None, **_: shown.append((data, metadata)))

    FIGURE._ipython_display_()

    data, metadata = FIGURE._repr_mimebundle_()
    assert [({"text/markdown": "**Det sjönk.** Poäng. Källa. n = 50."}, {}), (data, metadata)] == shown
    assert {"image/svg+xml": "<svg/>", "text/plain": "En linje."} == data
    assert {"kind", "id", "title", "subtitle", "source", "alt"} == metadata["tsi_eval"].keys()


def test_a_chapter_shows_each_of_its_parts_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr("IPython.display.display", shown.append)

    Chapter((TABLE, FIGURE))._ipython_display_()

    assert [TABLE, FIGURE] == shown


def test_a_caption_has_the_figure_s_number_where_it_has_one() -> None:
    assert "**Det sjönk.** Poäng. Källa" == figure_caption("Det sjönk", "Poäng", "Källa")
    assert "**Figur 1. Det sjönk.** Poäng. Källa" == figure_caption("Det sjönk", "Poäng", "Källa", "Figur 1.")


def test_bullets_are_a_line_each() -> None:
    assert "- ett\n- två" == bullets(["ett", "två"])
    assert "" == bullets([])


@pytest.mark.parametrize(
    ("text", "under", "shown"),
    [
        ("# A\n\n## B", 1, "## A\n\n### B"),
        ("### A\n\n#### B\n\n### C", 1, "## A\n\n### B\n\n## C"),
        ("\n# A\n\nord\n", 2, "### A\n\nord"),
        ("ord utan rubrik #1", 1, "ord utan rubrik #1"),
        ("# A\n\n###### B", 1, "## A\n\n###### B"),
    ],
)
def test_headings_come_one_level_under_ours_whatever_level_they_began_at(text: str, under: int, shown: str) -> None:
    assert shown == lowered(text, under)


def test_a_figure_is_shown_as_its_words_and_its_drawing() -> None:
    words, drawing = FIGURE.shown()

    assert ({"text/markdown"}, {}) == (set(words[0]), words[1])
    assert FIGURE._repr_mimebundle_() == drawing
