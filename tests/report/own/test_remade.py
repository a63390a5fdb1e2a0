"""A part is made of released numbers and its author's words, and of nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from findings_with_figures import LABELS, change, funnel
from released_by_hand import finding, hidden, kept, words_of

from tsi_eval.errors import UsageError
from tsi_eval.findings import Claim
from tsi_eval.report.figures import figure_of
from tsi_eval.report.own.keys import numbers
from tsi_eval.report.own.recipe import Groups, Recipe
from tsi_eval.report.own.remade import part_of, phone_of
from tsi_eval.report.parts import Figure, Prose, Table
from tsi_eval.report.words import Words

FUNNEL, CHANGE = funnel(group=0.4), replace(change(0.4, 2.4), question="other")
OTHER = replace(CHANGE, estimates=tuple(replace(item, question="other") for item in CHANGE.estimates))
WORDS = words_of(FUNNEL, OTHER, language="en", labels=LABELS, question="Who came?")
SHARE, COUNT = ("q", "", 0), ("q", "", 1)
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


def recipe(groups: Groups, kind: str = "table", caption: str = "C") -> Recipe:
    return Recipe(kind=kind, caption=caption, groups=groups)  # type: ignore[arg-type]


def table(groups: Groups, words: Words = WORDS) -> Table:
    made = part_of(recipe(groups), words)
    assert isinstance(made, Table)
    return made


def code_of(error: pytest.ExceptionInfo[UsageError]) -> str:
    (problem,) = error.value.problems
    return problem.code


class TestTables:
    def test_rows_stand_in_the_chosen_order_with_the_reports_numbers(self) -> None:
        made = table((("", (COUNT, SHARE)),))

        assert ["200", "53.5%"] == [next(cell for cell in row if cell[:1].isdigit()) for row in made.rows]
        assert "C" == made.caption
        assert "Who came?" in made.note
        assert "the numbers are the report's" in made.note

    def test_rows_of_several_questions_name_theirs_and_headings_stand_first(self) -> None:
        made = table((("Ours", (SHARE,)), ("Theirs *", (("other", "", 0),))))

        assert ("group", "question") == made.header[:2]
        assert ["Ours", "Theirs \\*"] == [row[0] for row in made.rows]

    def test_a_hidden_number_has_no_row_and_is_named_with_its_question_and_reason(self) -> None:
        gone = next(key for key, item in numbers(WORDS.released).items() if item.status == "suppressed")

        made = table((("Ours", (SHARE, gone)),))

        assert 1 == len(made.rows)
        assert "Ours: Who came?: " in made.note
        assert WORDS.say("why.few") in made.note

    def test_where_all_are_hidden_a_sentence_stands_alone(self) -> None:
        items = tuple(hidden(item) for item in FUNNEL.estimates)
        words = words_of(finding("participation", Claim.DESCRIBES, items), language="en", labels=LABELS)

        for kind in ("table", "figure"):
            made = part_of(recipe((("", (SHARE, COUNT)),), kind), words)
            assert isinstance(made, Prose)
            assert made.markdown.startswith("C")

    def test_numbers_of_an_earlier_report_have_their_date_though_their_chapter_has_it_too(self) -> None:
        words = words_of(kept(FUNNEL), language="en", labels=LABELS)

        assert "30 June 2025" in table((("", (SHARE, COUNT)),), words).note.replace("\N{NO-BREAK SPACE}", " ")

    def test_words_are_plain(self) -> None:
        made = part_of(recipe((("", (SHARE,)),), caption="<b>*x*</b> | y"), WORDS)

        assert isinstance(made, Table)
        assert "\\<b\\>\\*x\\*\\</b\\> \\| y" == made.caption

    @pytest.mark.parametrize("key", [("q", "", 99), ("q", "none", 0), ("x", "", 0), ("q", "", -1)])
    def test_a_number_that_is_not_released_is_refused(self, key: tuple[str, str, int]) -> None:
        with pytest.raises(UsageError) as error:
            part_of(recipe((("", (SHARE, key)),)), WORDS)

        assert "E455" == code_of(error)

    def test_nothing_is_refused(self) -> None:
        for groups in ((), (("H", ()),)):
            with pytest.raises(UsageError) as error:
                part_of(recipe(groups), WORDS)
            assert "E455" == code_of(error)

    @pytest.mark.parametrize("caption", ["", " \n"])
    def test_a_blank_caption_is_refused(self, caption: str) -> None:
        with pytest.raises(UsageError) as error:
            part_of(recipe((("", (SHARE,)),), caption=caption), WORDS)

        assert "E456" == code_of(error)


class TestFigures:
    def test_the_caption_is_the_title_and_whose_choice_it_is_stands_beside_the_source(self) -> None:
        made = part_of(recipe((("", (SHARE, ("q", "all", 0))),), "figure"), WORDS)

        assert isinstance(made, Figure)
        assert "C" == made.title
        assert made.source.endswith(WORDS.say("own_study.chosen"))
        assert "53.5%" in made.alt

    def test_a_hidden_number_is_named(self) -> None:
        gone = next(key for key, item in numbers(WORDS.released).items() if item.status == "suppressed")

        made = part_of(recipe((("", (SHARE, gone)),), "figure"), WORDS)

        assert isinstance(made, Figure)
        assert WORDS.say("why.few") in made.source

    def test_numbers_without_a_common_scale_are_refused(self) -> None:
        with pytest.raises(UsageError) as error:
            part_of(recipe((("", (SHARE, COUNT)),), "figure"), WORDS)

        assert "E457" == code_of(error)

    def test_it_is_drawn_for_phones_too(self) -> None:
        chosen = recipe((("", (SHARE, ("q", "all", 0))),), "figure")

        assert phone_of(chosen, WORDS).startswith("<?xml")
        assert not phone_of(recipe(chosen.groups), WORDS)

    def test_its_drawing_has_an_id_of_its_own(self) -> None:
        made = part_of(recipe((("", (SHARE, ("q", "all", 0))),), "figure"), WORDS)
        usual = figure_of(WORDS, FUNNEL)

        assert isinstance(made, Figure)
        assert usual is not None
        assert made.id != usual.id


OWN_TABLE = Recipe(kind="own_table", caption="C", header=("a|b", "n"), rows=(("<i>", "1"),))
OWN_FIGURE = Recipe(kind="own_figure", caption="C.", alt="What  it shows", png=PNG)


class TestOwn:
    @pytest.mark.parametrize("policy", ["default", "strict", "staff5"])
    @pytest.mark.parametrize("own", [OWN_TABLE, OWN_FIGURE])
    def test_it_does_not_pass_where_something_is_protected(self, policy: str, own: Recipe) -> None:
        with pytest.raises(UsageError) as error:
            part_of(own, words_of(FUNNEL, policy=policy))

        assert "E458" == code_of(error)

    @pytest.mark.parametrize("policy", ["internal", "public"])
    def test_it_passes_where_nothing_is_and_says_that_it_was_not_examined(self, policy: str) -> None:
        words = words_of(FUNNEL, policy=policy, language="en")

        table, figure = part_of(OWN_TABLE, words), part_of(OWN_FIGURE, words)

        assert isinstance(table, Table)
        assert (("A\\|b", "N"), (("\\<i\\>", "1"),)) == (table.header, table.rows)
        assert words.say("own_study.computed") == table.note
        assert isinstance(figure, Figure)
        assert ("C", "What it shows", table.note) == (figure.title, figure.alt, figure.source)
        assert PNG in figure.svg

    @pytest.mark.parametrize(
        ("own", "code"),
        [
            (replace(OWN_FIGURE, alt=" "), "E456"),
            (replace(OWN_FIGURE, png="PHN2Zy8+"), "E458"),
            (replace(OWN_TABLE, header=("a",)), "E458"),
            (replace(OWN_TABLE, header=(), rows=()), "E458"),
        ],
    )
    def test_what_can_t_be_shown_is_refused(self, own: Recipe, code: str) -> None:
        with pytest.raises(UsageError) as error:
            part_of(own, words_of(FUNNEL, policy="internal"))

        assert code == code_of(error)
