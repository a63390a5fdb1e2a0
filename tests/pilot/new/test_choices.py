"""The choices that a new pilot's files hold behind a #.

Without it they load, are answered and make a report.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from command_line import run

from tsi_eval import analyse, load_pilot, open_study, release
from tsi_eval.designs import DESIGNS
from tsi_eval.economics import load_prices
from tsi_eval.findings import Answerable, Finding, Quantity
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.new.folder import new_pilot
from tsi_eval.pilot.new.templates import QUESTIONS
from tsi_eval.project import Project

Make = Callable[..., Path]
Fill = Callable[[Pilot], None]
Write = Callable[..., Path]
DECLARED = ("pilot.toml", "sources.toml", "questions.toml")
CHOICES = {
    "attendance": {"clusters"},
    "pre_post": {"matters", "reliable", "selected", "clusters", "also", "adjust", "scale", "at_least"},
    "occasions": {"clusters", "scale", "at_least"},
}
# Choices of another scale, with which those of means can't be made.
OF_SCALES = {"scale", "at_least"}
OF_MEANS = {"matters", "reliable", "selected", "clusters", "also", "adjust"}
# Alone, and beside a question that gives the table of participants.
TOGETHER = [("attendance",), ("pre_post",), ("occasions",), ("attendance", "comparison"), (*CHOICES,), QUESTIONS]
# A choice stands behind a # without a space; what explains has a space there.
CHOICE = re.compile(r"^#(?! )", re.MULTILINE)
OPTION = re.compile(r"^#options\.(\w+) = ", re.MULTILINE)
# A threshold is one of a share only.
WITH = {"at_least": ("scale",)}
AS_A_SHARE = {"at_least": (re.compile('scale = "ordinal"'), 'scale = "binary"')}
ALL_THE_SAME = (re.compile("$^"), "")
LIST = re.compile(r'^#\[\[source\]\]\n#id = "session_list"\n(?:#.*\n)*', re.MULTILINE)


def change(path: Path, pattern: re.Pattern[str], to: str | Callable[[re.Match[str]], str]) -> None:
    path.write_text(pattern.sub(to, path.read_text(encoding="utf-8")), encoding="utf-8")


def choose(folder: Path, *names: str, design: str = "") -> None:
    """Take away the # of options, and of the sources that they need.

    The options are those of one design's question, or of all.
    """
    change(folder / "sources.toml", LIST, "")
    for file in ("pilot.toml", "sources.toml"):
        change(folder / file, CHOICE, "")
    path = folder / "questions.toml"
    questions = path.read_text(encoding="utf-8").split("[[question]]")
    for place, text in enumerate(questions):
        if not design or f'\ndesign = "{design}" ' in text:
            questions[place] = OPTION.sub(lambda line: line[0][line[1] in names :], text)
    path.write_text("[[question]]".join(questions), encoding="utf-8")


def answered(folder: Path, fill: Fill) -> dict[str, Finding]:
    pilot = load_pilot(folder)
    fill(pilot)
    findings = analyse(open_study(pilot))
    assert release(findings).frame()["question"].isin([*QUESTIONS, "receipt"]).all()
    return {finding.question: finding for finding in findings.findings}


def test_the_choices_are_these_and_options_of_their_designs(make: Make) -> None:
    kinds = {design.name: design for design in DESIGNS}
    text = (make() / "questions.toml").read_text(encoding="utf-8")
    found = {
        match[1]: set(OPTION.findall(part))
        for part in text.split("[[question]]")
        if (match := re.search(r'^design = "(\w+)"', part, re.MULTILINE))
    }

    assert {name: options for name, options in found.items() if options} == CHOICES
    assert all(options <= {*kinds[name].__annotations__} for name, options in found.items())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("questions", TOGETHER, ids="+".join)
def test_everything_behind_a_number_sign_loads(questions: tuple[str, ...], language: str, make: Make) -> None:
    folder = make(questions=questions, language=language)
    before = {file: tomllib.loads((folder / file).read_text(encoding="utf-8")) for file in DECLARED}

    for file in DECLARED:
        change(folder / file, CHOICE, "")
    change(folder / "questions.toml", re.compile(r"^options\.(scale|at_least) = .*\n", re.MULTILINE), "")
    pilot = load_pilot(folder)

    for question, old in zip(pilot.questions, before["questions.toml"]["question"], strict=True):
        text = (folder / "questions.toml").read_text(encoding="utf-8")
        new = next(item for item in tomllib.loads(text)["question"] if item["id"] == question.id)
        assert set(new["options"]) - set(old["options"]) == CHOICES.get(question.id, set()) - OF_SCALES
    assert 1 == len([source for source in pilot.sources if source.clusters])
    assert 1 == len([source for source in pilot.sources if source.table == "persons"])


@pytest.mark.parametrize(
    ("design", "option"), [(design, option) for design, options in CHOICES.items() for option in sorted(options)]
)
def test_every_choice_loads_alone(design: str, option: str, make: Make) -> None:
    folder = make(questions=(design,))
    choose(folder, option, *WITH.get(option, ()))
    change(folder / "questions.toml", *AS_A_SHARE.get(option, ALL_THE_SAME))

    (question,) = load_pilot(folder).questions

    assert getattr(question.design, option)


@pytest.mark.parametrize("option", sorted(CHOICES["pre_post"] - {"clusters", "also"}))
def test_choices_without_a_column_of_their_own_load_with_the_sources_as_they_are(option: str, make: Make) -> None:
    folder = make(questions=("pre_post",))
    chosen = "|".join((option, *WITH.get(option, ())))
    change(folder / "questions.toml", re.compile(rf"^#(?=options\.({chosen}) = )", re.MULTILINE), "")
    change(folder / "questions.toml", *AS_A_SHARE.get(option, ALL_THE_SAME))

    assert getattr(load_pilot(folder).questions[0].design, option)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("questions", [(*CHOICES,), ("participation", *CHOICES)], ids=len)
def test_filled_in_the_choices_of_means_are_answered(
    questions: tuple[str, ...], language: str, make: Make, fill: Fill
) -> None:
    folder = make(questions=questions, language=language)
    choose(folder, *OF_MEANS)

    found = answered(folder, fill)

    assert all(found[name].feasibility.answerable is Answerable.ESTIMABLE for name in CHOICES)
    said = {caveat.key for caveat in found["pre_post"].caveats}
    assert {
        f"caveat.{name}" for name in ("matters", "selected", "reliable_change", "clusters_together", "secondary")
    } <= said
    # Children and their families; of a share, the families of those who came and of those who did
    # not.
    for estimate in found["attendance"].every_estimate():
        assert (3 if estimate.quantity is Quantity.SHARE else 2) == len(estimate.basis)
    assert "caveat.clusters_together" in {caveat.key for caveat in found["occasions"].caveats}


@pytest.mark.parametrize("design", ["pre_post", "occasions"])
@pytest.mark.parametrize("scale", ["ordinal", "binary"])
def test_filled_in_other_scales_are_answered(design: str, scale: str, make: Make, fill: Fill) -> None:
    folder = make(questions=(design,))
    choose(folder, "clusters", "scale", *(("at_least",) if scale == "binary" else ()))
    change(folder / "questions.toml", re.compile('scale = "ordinal"'), f'scale = "{scale}"')

    assert answered(folder, fill)[design].feasibility.answerable is Answerable.ESTIMABLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_attendance_gives_the_same_answer_as_columns(language: str, make: Make, fill: Fill) -> None:
    wide, long = (make(name, questions=("attendance",), language=language) for name in ("ett", "tva"))
    change(long / "sources.toml", re.compile(r"^stages\.session_.*\n", re.MULTILINE), "")
    change(long / "sources.toml", LIST, lambda block: CHOICE.sub("", block[0]))

    first, second = (answered(folder, fill)["attendance"] for folder in (wide, long))

    assert "session_list" in {source.id for source in load_pilot(long).sources}
    assert [estimate.estimate for estimate in first.estimates] == [estimate.estimate for estimate in second.estimates]
    assert 6 == len(first.series[0].points)
    assert [point.estimate for point in first.series[0].points] == [point.estimate for point in second.series[0].points]


def test_occasions_without_the_third_measurement_wait_for_it(make: Make, fill: Fill) -> None:
    folder = make(questions=("pre_post", "occasions"))
    change(folder / "pilot.toml", re.compile('^T2 = "HT2027"', re.MULTILINE), 'T2 = "HT2028"')

    found = answered(folder, fill)

    assert Answerable.ESTIMABLE is found["pre_post"].feasibility.answerable
    reason = found["occasions"].feasibility.reason
    assert reason is not None
    assert "refusal.not_yet" == reason.key


@pytest.mark.parametrize("chosen", [(), (*OF_MEANS,)], ids=["as_it_is", "with_choices"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_in_they_make_a_report(language: str, chosen: tuple[str, ...], write: Write, fill: Fill) -> None:
    project = Project(root=write({}, name="annan").parents[1])
    folder, _ = new_pilot(project.data, "ny", questions=tuple(CHOICES), language=language, day=date(2026, 11, 22))
    if chosen:
        choose(folder, *chosen)
    fill(load_pilot(folder))

    assert 0 == run(project, "report", "ny", "--language", language, "--formats", "html")

    page = (
        (project.report("ny", language, draft=True) / "follow_up_report.html")
        .read_text(encoding="utf-8")
        .replace("’", "'")
    )
    pilot = load_pilot(folder)
    assert all(question.text.in_language(language) in page for question in pilot.questions)
    assert bool(chosen) == (("Skriv varför" if language == "sv" else "Write why") in page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_price_of_the_package_is_suggested_and_the_one_that_is_shown_can_be_declared(
    language: str, make: Make
) -> None:
    folder = make(questions=("cost_offset",), language=language)
    text = (folder / "questions.toml").read_text(encoding="utf-8")
    shown = re.findall(r"(?m)^#     (.*)$", text)
    price = "\n".join(shown).replace("amount = ", "amount = 2100 ").replace('source = ""', 'source = "ekonomikontoret"')
    (folder / "prices.toml").write_text(price, encoding="utf-8")
    asked = re.search(r'(?m)options\.break_even = \["care_day"\]$', text)
    assert asked is not None
    (folder / "questions.toml").write_text(
        text.replace("options.sector", f"{asked[0]}\noptions.sector"), encoding="utf-8"
    )

    pilot = load_pilot(folder)

    assert not any(name in text for name in load_prices())
    assert 2100.0 == pilot.prices["care_day"].amount
    assert ("care_day",) == pilot.questions[0].design.needs.prices
