"""What stands around a figure claims no more than its answer."""

from __future__ import annotations

import re
from dataclasses import replace

import answers_about_change
import pytest
from drawings import drawn
from findings_with_figures import (
    DECIDED,
    SHAPES,
    UNDECIDED,
    words_of,
)
from released_by_hand import estimate, finding, hidden, refused, released

from tsi_eval.findings import Claim, Quantity, Role
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.language import Message, Text
from tsi_eval.language.catalogue import sentences
from tsi_eval.report.figures import figure_of
from tsi_eval.report.figures.titles import compared, intervals, rests_on, source_of, title_of, undecided
from tsi_eval.report.sentences import answers, headlines, variant
from tsi_eval.report.words import Words


class TestTitles:
    @pytest.mark.parametrize("name", UNDECIDED)
    def test_undecided_title_says_so(self, name: str, language: str) -> None:
        undecided_words = {"sv": "kan inte avgöra", "en": "can't tell"}[language]

        assert undecided_words in drawn(UNDECIDED[name], language).title
        assert undecided_words not in drawn(DECIDED[name], language).title

    def test_only_titles_of_a_randomised_answer_assert_a_cause(self) -> None:
        asserts = {"sv": r"\borsaka(?:de|r)\b", "en": r"\bcause[sd]\b"}
        for code, pattern in asserts.items():
            titles = {key: str(text) for key, text in sentences(code).items() if re.match(r"(figure|axis|alt)\.", key)}
            found = {key for key, text in titles.items() if re.search(pattern, text)}

            assert {"figure.title.comparison.caused.yes"} == found

    def test_cause_is_named_only_by_its_claim(self) -> None:
        assert "orsakade" in drawn(SHAPES["caused"]).title
        assert "orsakade" not in drawn(DECIDED["differences"]).title

    def test_numbers_of_a_title_are_numbers_of_the_answer(self, answer: ReleasedFinding, language: str) -> None:
        def numbers(text: str) -> set[str]:
            return set(re.findall(r"\d+(?:[\u00a0.,]\d+)*", text))

        title = drawn(answer, language).title
        assert numbers(title) <= numbers(" ".join(answers(words_of(answer, language=language), answer)))

    def test_two_answers_that_are_one_comparison_are_said_together(self) -> None:
        about = {"unit": "points_of_share", "role": Role.HEADLINE, "decimals": 3, "level": None}
        schools = [
            estimate(Quantity.ABSENCE_CHANGE, value, group=f"schools={name}", n=n, **about)
            for name, value, n in (("pilot", -0.004, 580), ("comparison", 0.005, 625))
        ]
        terms = ("HT2022", "VT2023", "HT2023")
        lines = {
            item.group: [
                estimate(Quantity.ABSENCE, 0.08 + 0.001 * place, period=term, axis="term", group=item.group, decimals=3)
                for place, term in enumerate(terms)
            ]
            for item in schools
        }
        figure = drawn(finding("absence", Claim.DESCRIBES, schools, lines, "HT2023"))

        assert figure.title.startswith("Frånvaron sjönk med 0,4 procentenheter i pilotskolorna och steg med 0,5")
        assert "−0,4" in figure.alt
        assert figure.source.endswith("n = 580 och 625 elever.")


def test_message_of_compared_stretches_is_in_the_subtitle() -> None:
    stretches = {"before": Text(sv="maj 2023", en="May 2023"), "after": Text(sv="maj 2024", en="May 2024")}
    answer = replace(DECIDED["shares"], caveats=(Message("compared.periods", stretches),))

    assert "maj 2023 och maj 2024" in drawn(answer).subtitle
    assert "före starten och från starten" in drawn(DECIDED["shares"]).subtitle


def test_the_figure_of_a_small_change_says_no_more_than_the_answer(language: str) -> None:
    means = [
        answers_about_change.estimate(Quantity.MEAN, value, ci_low=value - 1, ci_high=value + 1, period=at, level=0.95)
        for value, at in ((12.0, "T0"), (12.6, "T1"))
    ]
    found = answers_about_change.finding(
        answers_about_change.changed(-1.2, 2.4), answers_about_change.declared(), *means
    )
    words = answers_about_change.words_of(found, language)
    figure = figure_of(words, found)

    assert figure is not None
    assert words.say("word.rose") not in figure.title
    assert "small" == variant(found, found.estimates[0])


class TestWhatATitleIs:
    def test_it_is_the_catalogue_s_title_with_a_capital_and_no_full_stop(self) -> None:
        answer = DECIDED["means"]

        assert "Kvot steg i genomsnitt med 1,4" == title_of(words_of(answer), answer).strip()

    def test_without_a_title_in_the_catalogue_it_is_the_brief_answer(self) -> None:
        answer = replace(DECIDED["means"], design="no_such_design")
        (brief,) = answers(words_of(answer), answer, brief=True)

        title = title_of(words_of(answer), answer)

        assert (title, brief[-1]) == (brief[:-1], ".")

    def test_without_headlines_it_is_the_question_and_of_a_refused_one_the_reason(self) -> None:
        silent = finding("any", Claim.CHANGED, [])
        reason = refused(Message("refusal.not_yet"))

        assert "Q?" == title_of(words_of(silent), silent)
        assert title_of(words_of(reason), reason).endswith("mätningen efter starten är inte levererad ännu")

    def test_a_hidden_answer_s_title_says_that_it_is_hidden(self) -> None:
        answer = finding("pre_post", Claim.CHANGED, [hidden(DECIDED["means"].estimates[0])])

        assert title_of(words_of(answer), answer).endswith(
            "visas inte, för att inget medelvärde för några få personer ska gå att läsa ut"
        )


class TestAround:
    def test_a_subtitle_speaks_only_of_intervals_that_are_drawn(self, language: str) -> None:
        words, point = Words(released(), language), DECIDED["means"].estimates[0]
        bare = replace(point, ci_low=None, ci_high=None)

        assert words.say("figure.intervals", level=words.level(point)) == intervals(words, [point, point])
        assert words.say("figure.some_intervals", level=words.level(point)) == intervals(words, [point, bare])
        assert "" == intervals(words, [bare, bare])

    @pytest.mark.parametrize(
        ("counts", "n"), [([580, 625], "580 och 625"), ([58, 58], "58"), ([1, 2, 3], "1, 2 och 3"), ([None], "..")]
    )
    def test_what_a_figure_rests_on_is_said_each_number_once(self, counts: list[int | None], n: str) -> None:
        assert f"{n} elever" in rests_on(words_of(), "pupils", counts)

    @pytest.mark.parametrize(
        ("data", "source"),
        [("synthetic", "Syntetiska data, "), ("public", "Offentliga data, "), ("real", "Pilotens egna data, ")],
    )
    def test_the_source_says_what_data_these_are(self, data: str, source: str) -> None:
        assert source_of(words_of(data=data), "n = 3").replace(". ", ", ").startswith(source)
        assert "n = 3" in source_of(words_of(data=data), "n = 3")

    def test_the_message_on_stretches_is_found_among_the_caveats(self) -> None:
        message = Message("compared.periods", {})
        answer = finding("any", Claim.CHANGED, [], caveats=(Message("caveat.leavers"), message))

        assert message is compared(answer)
        assert compared(DECIDED["means"]) is None

    @pytest.mark.parametrize("name", UNDECIDED)
    def test_undecided_is_what_can_not_be_told_from_nothing(self, name: str) -> None:
        unsure, sure = UNDECIDED[name], DECIDED[name]

        assert undecided(unsure, headlines(unsure)[0])
        assert not undecided(sure, headlines(sure)[0])
