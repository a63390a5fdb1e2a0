"""What is printed: what sentences say, figures draw and tables have that lie behind no fold."""

from __future__ import annotations

from dataclasses import replace

from answers_about_change import bounds, by_itself, changed, declared, estimate, finding, imputed, words_of
from released_by_hand import hidden

from tsi_eval.findings import Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.report.chapters import method
from tsi_eval.report.on_paper import on_paper
from tsi_eval.report.parts import ON_SCREEN, Prose
from tsi_eval.report.sources import methods, methods_on_paper

ANSWER = changed(-6.0, -2.0, method="paired_t")
BEFORE, AFTER = (estimate(Quantity.MEAN, value, period=at) for value, at in ((14.0, "T0"), (10.0, "T1")))
SIZE = estimate(Quantity.EFFECT_SIZE_Z, -0.6, unit="sd", method="d_z")
NORM = estimate(Quantity.EFFECT_SIZE_NORM, -0.7, unit="sd", method="norm_sd")


def printed(*items: ReleasedEstimate) -> list[tuple[str, ...]]:
    found = finding(*items)
    return named(*on_paper(words_of(found, "sv"), found))


def named(*items: ReleasedEstimate) -> list[tuple[str, ...]]:
    return [(item.quantity, item.period, item.method) for item in items]


def test_a_number_behind_a_fold_is_not_printed_and_is_where_there_is_no_figure() -> None:
    # With means before and after the chapter has a figure, and its table lies behind a fold.
    drawn, not_drawn = [ANSWER, BEFORE, AFTER, SIZE], [ANSWER, SIZE, replace(SIZE, method="d_av")]

    assert named(ANSWER, BEFORE, AFTER) == printed(*drawn)
    assert named(*not_drawn) == printed(*not_drawn)


def test_what_sentences_say_is_printed_whatever_is_drawn() -> None:
    said = [NORM, imputed(-5.0), bounds(-9.5, 1.5), *by_itself(-1.8, ANSWER), declared()]

    assert named(ANSWER, BEFORE, AFTER, *said) == printed(ANSWER, BEFORE, AFTER, *said)


def test_counts_of_who_changed_reliably_lie_behind_the_fold() -> None:
    count = estimate(Quantity.COUNT, 28, n=28, group="reliably_lower", method="reliable_change")

    assert named(ANSWER, BEFORE, AFTER) == printed(ANSWER, BEFORE, AFTER, count)


def test_what_is_hidden_is_not_printed() -> None:
    assert named(ANSWER) == printed(ANSWER, hidden(imputed(-5.0)), hidden(SIZE))


def test_methods_of_numbers_that_are_not_printed_stand_in_a_box_for_the_screen(language: str) -> None:
    found = finding(ANSWER, BEFORE, AFTER, SIZE)
    words = words_of(found, language)

    assert (("paired_t", "d_z"), ("paired_t",)) == (methods(words), methods_on_paper(words))
    boxes = {part.box: part.markdown for part in method(words).parts if isinstance(part, Prose)}
    assert words.say("method.paired_t.text") in boxes["methods"]
    assert words.say("method.d_z.text") in boxes[f"methods {ON_SCREEN}"]
    assert words.say("method.d_z.text") not in boxes["methods"]
