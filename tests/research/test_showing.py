"""A finding shows itself: as words, as figure, as table, as frame, and in JupyterLab."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from every_example import planted
from example_study import Planted

from tsi_eval import Study, TsiError, set_language
from tsi_eval.designs import PrePost
from tsi_eval.findings import Answerable, Finding
from tsi_eval.language import LANGUAGES
from tsi_eval.research.showing import words_of

PLANTED = planted()
HOLE = re.compile(r"\(\s*\)|\s[,;:.](?=\s|$)|\bNone\b|\bnan\b|  ")


def test_frame_has_every_number_with_all_its_digits(finding: Finding) -> None:
    frame = finding.frame()

    assert [item.estimate for item in finding.every_estimate()] == list(frame["estimate"])
    assert [item.se for item in finding.every_estimate() if item.se is not None] == list(frame["se"].dropna())
    assert {"mean_change", "mean", "count"} <= {*frame["quantity"]}
    assert not {"basis", "status", "decimals"} & {*frame.columns}


def test_frame_in_words_has_the_same_numbers(finding: Finding) -> None:
    swedish, english = finding.frame("sv"), finding.frame("en")

    pd.testing.assert_frame_equal(swedish[["estimate", "n"]], finding.frame()[["estimate", "n"]])
    assert "hösten till våren" in set(swedish["period"])
    assert "autumn to spring" in set(english["period"])
    assert "mean change" in set(english["quantity"])


def test_sentence_is_in_the_language_that_is_asked_for_or_chosen(finding: Finding) -> None:
    assert "sjönk" in finding.sentence()
    assert "fell" in finding.sentence("en")
    set_language("en")
    assert finding.sentence("en") == finding.sentence()


def test_table_and_figure_say_that_they_may_not_be_handed_over(finding: Finding) -> None:
    assert "Before disclosure control" in finding.table("en").note  # type: ignore[attr-defined]
    assert "Före sekretessprövning" in finding.plot("sv").source  # type: ignore[attr-defined]
    assert "Before disclosure control" in finding._repr_html_() or "Före sekretessprövning" in finding._repr_html_()


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_design_shows_its_finding(name: str, language: str) -> None:
    case: Planted = PLANTED[name]
    finding = case.design.answer(case.study)
    set_language(language)

    said = [finding.sentence(), finding._repr_html_()]

    said = [text.replace(".frame()", "") for text in said]
    assert not [HOLE.search(text) for text in said if HOLE.search(text)]
    assert len(list(finding.every_estimate())) == len(finding.frame(language))
    assert finding.table().markdown().count("\n") > 1  # type: ignore[attr-defined]
    assert "<svg" in finding.plot().svg  # type: ignore[attr-defined]


def test_refused_question_has_a_sentence_and_no_figure(frame: pd.DataFrame) -> None:
    few = frame[frame["person"].isin(frame["person"].unique()[LEFT_ALONE])]
    finding = PrePost(outcome="worry", before="T0", after="T1").answer(Study.from_frames(measures=few))
    assert Answerable.REFUSED is finding.feasibility.answerable

    with pytest.raises(TsiError) as error:
        finding.plot("en")

    assert "E468" == error.value.problems[0].code
    assert finding.sentence("en")


LEFT_ALONE = slice(5, 7)


def test_python_prints_one_line_and_no_persons(finding: Finding) -> None:
    for printed in (repr(finding), *map(repr, finding.estimates), finding._repr_html_()):
        assert "person-0" not in printed
    assert "Finding(pre_post, changed, estimable" in repr(finding)
    assert "\n" not in repr(finding)
    assert len(repr(finding.estimates[0])) < 120


def test_names_are_words_and_no_markdown(frame: pd.DataFrame) -> None:
    named = Study.from_frames(measures=frame.assign(outcome="worry_now"))
    found = PrePost(outcome="worry_now", before="T0", after="T1").answer(named)

    assert "orry_now" in found.sentence("en")
    assert "worry_now" in set(found.frame("en")["outcome"])
    assert "\\" not in found.sentence("en") + " ".join(found.frame("en")["outcome"])


def test_unknown_language_is_refused(finding: Finding) -> None:
    for call in (finding.sentence, finding.table, finding.plot, finding.frame):
        with pytest.raises(TsiError) as error:
            call("fr")
        assert "E191" == error.value.problems[0].code


def test_nothing_is_hidden_from_the_researcher(finding: Finding) -> None:
    shown = words_of(finding, "sv").released.findings[0]

    assert {"shown"} == {item.status for _, item in shown.every_estimate()}
