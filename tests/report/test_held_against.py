"""What is said beside an answer about change: who is missing, what comes by itself, what matters; and the tables under it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tsi_eval.findings import Asked, Claim, Cover, Feasibility, Provenance, Quantity, Role, Verdict
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.language import LANGUAGES, Message, Text
from tsi_eval.language.catalogue import sentences
from tsi_eval.language.numbers import number
from tsi_eval.report.figures import figure_of
from tsi_eval.report.held_against import held_against, is_small
from tsi_eval.report.result_tables import estimates_table
from tsi_eval.report.sentences import COUNTED, KNOWN, SUGGESTED, UNDECIDED, answers, certainty, headlines
from tsi_eval.report.words import Words

PERIOD = "T0 > T1"
MARGIN = 3.0
UNIT = {"sv": "poäng", "en": "points"}
POINTS = {"sv": "procentenheter", "en": "percentage points"}
NOT_SMALL = {"sv": "betyder inte att förändringen är liten", "en": "does not mean that the change is small"}
SMALLER = {"sv": "mindre än vad som spelar roll", "en": "smaller than what matters"}
CANNOT_TELL = {"sv": "kan inte avgöra", "en": "can't tell"}
# How an interval may lie to a margin of 3, on either side of nothing, and the sentence that says
# so.
POSITIONS = {
    "inside and holding nothing": ((-1.2, 2.4), ""),
    "inside without nothing": ((0.4, 2.4), "matters_little"),
    "beyond": ((3.4, 5.2), "matters_much"),
    "from the margin on": ((3.0, 5.2), "matters_much"),
    "across": ((1.4, 4.6), "matters_unsure"),
    "up to the margin": ((1.4, 3.0), "matters_unsure"),
    "holding nothing and reaching beyond": ((-0.8, 4.4), "unsure_is_not_small"),
    "holding nothing and reaching the margin": ((-0.8, 3.0), "just_reaches"),
    "from nothing": ((0.0, 4.4), "unsure_is_not_small"),
}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def estimate(quantity: Quantity, value: float | None, **about: object) -> ReleasedEstimate:
    blank: dict[str, object] = {
        "question": "q",
        "design": "pre_post",
        "role": Role.SUPPORTING,
        "claim": Claim.CHANGED,
        **dict.fromkeys(("reference", "axis", "method", "note", "payer", "reason"), ""),
        **dict.fromkeys(("se", "ci_low", "ci_high", "level", "p_value", "price_year")),
        "outcome": "score",
        "unit": "score",
        "group": "both",
        "period": PERIOD,
        "scale": "identity",
        "n": 50,
        "status": "shown",
        "decimals": 1,
    }
    return ReleasedEstimate(**(blank | {"quantity": quantity, "estimate": value} | about))  # type: ignore[arg-type]


def hidden(item: ReleasedEstimate) -> ReleasedEstimate:
    """Return an estimate as it leaves when it may not be shown."""
    numbers = dict.fromkeys(("estimate", "se", "ci_low", "ci_high", "p_value", "n"))
    return replace(item, **numbers, status="suppressed", reason="few_in_mean")  # type: ignore[arg-type]


def changed(low: float, high: float, **about: object) -> ReleasedEstimate:
    """Return an answer in the middle of its interval."""
    about = {"level": 0.95, "role": Role.HEADLINE} | about
    return estimate(Quantity.MEAN_CHANGE, round((low + high) / 2, 3), ci_low=low, ci_high=high, **about)


def bounds(low: float, high: float, **about: object) -> ReleasedEstimate:
    about = {"group": "before", "role": Role.SENSITIVITY, "method": "worst_case", "n": 60} | about
    return estimate(Quantity.BOUNDS, (low + high) / 2, ci_low=low, ci_high=high, **about)


def imputed(value: float, half: float = 2.0) -> ReleasedEstimate:
    about = {"group": "before", "role": Role.SENSITIVITY, "method": "imputed", "n": 60, "level": 0.95}
    return estimate(Quantity.MEAN_CHANGE, value, ci_low=value - half, ci_high=value + half, **about)


def declared(margin: float = MARGIN, **about: object) -> ReleasedEstimate:
    return estimate(Quantity.SMALLEST_THAT_MATTERS, margin, method="declared", **about)


def by_itself(value: float, answer: ReleasedEstimate) -> tuple[ReleasedEstimate, ReleasedEstimate]:
    """Return the movement that is expected, and what the answer goes beyond it."""
    ends = {name: getattr(answer, name) - value for name in ("ci_low", "ci_high")}
    beyond = estimate(Quantity.BEYOND_EXPECTED, (answer.estimate or 0.0) - value, **ends, level=0.95)
    return estimate(Quantity.EXPECTED_CHANGE, value), beyond


def finding(*items: ReleasedEstimate, caveats: tuple[str, ...] = ()) -> ReleasedFinding:
    return ReleasedFinding(
        question="q",
        design="pre_post",
        claim=Claim.CHANGED,
        feasibility=Feasibility(verdict=Verdict.ESTIMABLE),
        estimates=items,
        series={},
        caveats=tuple(Message(f"caveat.{key}") for key in caveats),
    )


def words_of(found: ReleasedFinding, language: str, role: str = "primary") -> Words:
    def same(text: str) -> Text:
        return Text(sv=text, en=text)

    day = date(2026, 1, 1)
    asked = Asked(id="q", text=same("Q?"), design="pre_post", direction="none", role=role, declared=day)
    cover = Cover(
        pilot="p",
        title=same("P"),
        summary=same("S"),
        municipality="K",
        period=same("2024"),
        data="synthetic",
        policy="default",
        report_date=day,
        labels={"score": same("Oro"), "worry": same("Sömn"), "unit:score": Text(**UNIT), "unit:worry": Text(**UNIT)},
        questions=(asked,),
        texts={},
        source=same(""),
    )
    made = Provenance(declaration_sha256="0", declared=day, data={}, data_hash="sha256", versions={})
    return Words(Released(cover=cover, findings=(found,), provenance=made), language)


def said(language: str, *items: ReleasedEstimate, caveats: tuple[str, ...] = ()) -> list[tuple[str, dict[str, str]]]:
    """Return every sentence beside the first of these as its key in the catalogue, and what fills its places."""
    found = finding(*items, caveats=caveats)
    whole = answers(words_of(found, language), found)[0]
    beside = list(held_against(words_of(found, language), found, items[0]))
    assert whole.endswith(" ".join(beside))
    assert not re.search(r"\{|\}|\.\.|None|nan| {2}| \.", whole)
    return [_recognised(sentence, language) for sentence in beside]


def _recognised(sentence: str, language: str) -> tuple[str, dict[str, str]]:
    """Return the catalogue's sentence that this one is, the one with most places where a shorter fits too."""
    found = {}
    for key, text in sentences(language).items():
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(str(text)))
        if key.startswith("more.") and (match := re.fullmatch(pattern, sentence)):
            found[key.removeprefix("more.")] = match.groupdict()
    return max(found.items(), key=lambda item: len(item[1]))


def shown(value: float, language: str, decimals: int = 1) -> str:
    return number(value, decimals, language)


def mirrored(item: ReleasedEstimate) -> ReleasedEstimate:
    """Return a change the other way."""
    low, high = item.ci_low or 0.0, item.ci_high or 0.0
    return replace(item, estimate=-(item.estimate or 0.0), ci_low=0.0 - high, ci_high=0.0 - low)


class TestThoseMissing:
    def test_filled_in_and_at_the_outermost(self, language: str) -> None:
        ((key, places),) = said(language, changed(-6.0, -2.0), imputed(-5.0), bounds(-9.5, 1.5))

        assert "filled_and_missing" == key
        assert {
            "filled": shown(-5, language),
            "low": shown(-9.5, language),
            "high": shown(1.5, language),
            "unit": UNIT[language],
        } == places

    def test_only_filled_in(self, language: str) -> None:
        ((key, places),) = said(language, changed(-6.0, -2.0), imputed(-5.0))

        assert ("filled", {"filled": shown(-5, language), "unit": UNIT[language]}) == (key, places)

    def test_only_bounds(self, language: str) -> None:
        ((key, places),) = said(language, changed(1.0, 4.0), bounds(-1.5, 6.5))

        assert "missing" == key
        assert {"low": shown(-1.5, language), "high": shown(6.5, language), "unit": UNIT[language]} == places

    def test_several_bounds_are_one_range_that_holds_the_answer(self, language: str) -> None:
        items = (changed(1.0, 4.0), bounds(-1.5, 2.1), bounds(0.5, 2.2, method="tail_bounds"))

        ((_, places),) = said(language, *items)

        # The answer is 2.5 itself; its interval says how sure it is, not where it may lie.
        assert (shown(-1.5, language), shown(2.5, language)) == (places["low"], places["high"])

    def test_numbers_have_the_decimals_that_may_be_shown(self, language: str) -> None:
        ((_, places),) = said(language, changed(-6.0, -2.0, decimals=0), bounds(-9.0, 1.0, decimals=0))

        assert (shown(-9, language, 0), shown(1, language, 0)) == (places["low"], places["high"])

    def test_shares_are_in_percentage_points(self, language: str) -> None:
        about = {"unit": "share", "decimals": 3}
        answer = replace(changed(0.021, 0.181, **about), quantity=Quantity.SHARE_DIFFERENCE, estimate=0.101)

        ((key, places),) = said(language, answer, bounds(-0.153, 0.247, **about))

        assert "missing" == key
        assert {"low": shown(-15.3, language), "high": shown(24.7, language), "unit": POINTS[language]} == places

    def test_nobody_missing_says_nothing(self, language: str) -> None:
        counts = [estimate(Quantity.COUNT, 50, group=group, axis="flow") for group in ("before", "after", "both")]
        none = estimate(Quantity.COUNT, 0, n=0, group="before_only", axis="flow")

        assert [] == said(language, changed(1.0, 4.0), *counts, none)

    def test_those_missing_from_another_outcome_say_nothing(self, language: str) -> None:
        assert [] == said(language, changed(1.0, 4.0), replace(bounds(-1.5, 6.5), outcome="worry"))


class TestByItself:
    @pytest.mark.parametrize("way", [1, -1])
    def test_what_was_expected_and_what_is_beyond(self, way: int, language: str) -> None:
        answer = changed(-6.0, -2.0) if way < 0 else changed(2.0, 6.0)

        ((key, places),) = said(language, answer, *by_itself(way * 1.8, answer))

        assert "expected" == key
        assert (shown(way * 1.8, language), UNIT[language]) == (places["value"], places["unit"])
        assert shown(way * 2.2, language) == places["beyond"]
        ends = sorted((way * 0.2, way * 4.2))
        assert all(shown(end, language) in places["interval"] for end in ends)

    def test_half_of_it_is_not_said(self, language: str) -> None:
        answer = changed(-6.0, -2.0)
        expected, beyond = by_itself(-1.8, answer)

        assert [] == said(language, answer, expected, hidden(beyond))
        assert [] == said(language, answer, hidden(expected), beyond)


class TestWhatMatters:
    @pytest.mark.parametrize("name", POSITIONS)
    def test_each_position_of_the_interval_has_its_sentence(self, name: str, language: str) -> None:
        (low, high), expected = POSITIONS[name]

        up = said(language, changed(low, high), declared())
        down = said(language, mirrored(changed(low, high)), declared())

        assert [expected] * bool(expected) == [key for key, _ in up] == [key for key, _ in down]
        assert all(shown(MARGIN, language) == places["matters"] for _, places in (*up, *down))

    @pytest.mark.parametrize(("way", "end"), [(1, 4.4), (-1, -4.4)])
    def test_not_known_is_not_said_to_be_small(self, way: int, end: float, language: str) -> None:
        answer = changed(-0.8, 4.4) if way > 0 else mirrored(changed(-0.8, 4.4))
        found = finding(answer, declared())

        (whole,) = answers(words_of(found, language), found)
        ((_, places),) = said(language, answer, declared())

        assert CANNOT_TELL[language] in whole.replace("’", "'")
        assert NOT_SMALL[language] in whole
        assert shown(end, language) == places["end"]
        assert UNDECIDED == certainty(words_of(found, language), found, answer)

    @pytest.mark.parametrize("way", [1, -1])
    @pytest.mark.parametrize(("role", "caveats", "sure"), [
        ("primary", (), KNOWN),
        ("exploratory", (), SUGGESTED),
        ("primary", ("few_clusters",), SUGGESTED),
    ])  # fmt: skip
    def test_a_small_change_is_an_answer(
        self, role: str, caveats: tuple[str, ...], sure: str, way: int, language: str
    ) -> None:
        answer = changed(-1.2, 2.4) if way > 0 else mirrored(changed(-1.2, 2.4))
        found = finding(answer, declared(), caveats=caveats)
        words = words_of(found, language, role)

        (whole,), (brief,) = answers(words, found), answers(words, found, brief=True)

        assert sure == certainty(words, found, answer)
        assert is_small(found, answer)
        for text in (whole, brief):
            assert SMALLER[language] in text
            assert CANNOT_TELL[language] not in text
            assert shown(way * 0.6, language) in text
            assert all(shown(end, language) in text for end in (way * -1.2, way * 2.4))
        assert shown(MARGIN, language) in whole

    def test_a_small_change_without_nothing_is_first_a_change(self, language: str) -> None:
        found = finding(changed(0.4, 2.4), declared())
        words = words_of(found, language)

        assert KNOWN == certainty(words, found, found.estimates[0])
        assert words.say("word.rose") in answers(words, found)[0]
        assert SMALLER[language] not in answers(words, found)[0]

    def test_a_margin_of_another_outcome_is_none(self, language: str) -> None:
        found = finding(changed(-1.2, 2.4), declared(outcome="worry"))

        assert [] == said(language, *found.estimates)
        assert UNDECIDED == certainty(words_of(found, language), found, found.estimates[0])

    def test_without_an_interval_nothing_is_said_of_size(self, language: str) -> None:
        answer = replace(changed(1.0, 2.0), ci_low=None, ci_high=None, level=None)

        assert [] == said(language, answer, declared())

    def test_the_figure_says_no_more_than_the_answer(self, language: str) -> None:
        means = [
            estimate(Quantity.MEAN, value, ci_low=value - 1, ci_high=value + 1, period=at, level=0.95)
            for value, at in ((12.0, "T0"), (12.6, "T1"))
        ]
        found = finding(changed(-1.2, 2.4), declared(), *means)
        words = words_of(found, language)
        figure = figure_of(words, found)

        assert figure is not None
        assert words.say("word.rose") not in figure.title


class TestAnEndAtNothing:
    @pytest.mark.parametrize(("low", "high"), [(0.0, 4.0), (-4.0, 0.0)])
    def test_it_is_explained_where_rounding_widened_it(self, low: float, high: float, language: str) -> None:
        answer = changed(low, high, decimals=0)

        assert ["ends_at_nothing"] == [key for key, _ in said(language, answer, caveats=("rounded_wide",))]
        assert [] == said(language, answer)

    def test_other_ends_need_no_explanation(self, language: str) -> None:
        assert [] == said(language, changed(-1.0, 4.0, decimals=0), caveats=("rounded_wide",))


class TestNothingHidden:
    ANSWER = changed(-6.0, -2.0)
    BESIDE = (imputed(-5.0), bounds(-9.5, 1.5), *by_itself(-1.8, ANSWER), declared())

    def test_nothing_hidden_is_said(self, language: str) -> None:
        assert [] == said(language, self.ANSWER, *map(hidden, self.BESIDE))

    @pytest.mark.parametrize(
        ("place", "left"),
        [
            (0, ["missing", "expected", "matters_unsure"]),
            (1, ["filled", "expected", "matters_unsure"]),
            (2, ["filled_and_missing", "matters_unsure"]),
            (3, ["filled_and_missing", "matters_unsure"]),
            (4, ["filled_and_missing", "expected"]),
        ],
    )
    def test_each_is_left_out_by_itself(self, place: int, left: list[str], language: str) -> None:
        items = [hidden(item) if k == place else item for k, item in enumerate(self.BESIDE)]

        assert left == [key for key, _ in said(language, self.ANSWER, *items)]

    def test_all_together_stand_in_order(self, language: str) -> None:
        keys = [key for key, _ in said(language, self.ANSWER, *self.BESIDE)]

        assert ["filled_and_missing", "expected", "matters_unsure"] == keys

    def test_numbers_left_in_a_hidden_one_by_mistake_are_not_said(self, language: str) -> None:
        planted = [replace(item, status="suppressed", reason="few_in_mean") for item in self.BESIDE]

        assert [] == said(language, self.ANSWER, *planted)

    def test_beside_a_hidden_answer_nothing_is_said(self, language: str) -> None:
        found = finding(hidden(self.ANSWER), *self.BESIDE)

        (whole,) = answers(words_of(found, language), found)

        assert not re.search(r"\d", whole)

    def test_a_brief_answer_stands_alone(self, language: str) -> None:
        found = finding(self.ANSWER, *self.BESIDE)

        (brief,) = answers(words_of(found, language), found, brief=True)

        assert shown(-9.5, language) not in brief
        assert UNIT[language] in brief


def test_a_description_is_held_against_nothing(language: str) -> None:
    share = estimate(Quantity.SHARE, 0.68, ci_low=0.58, ci_high=0.77, role=Role.HEADLINE, unit="share", decimals=3)
    found = replace(finding(replace(share, claim=Claim.DESCRIBES)), design="attendance", claim=Claim.DESCRIBES)
    words = words_of(found, language)

    assert [] == list(held_against(words, found, headlines(found)[0]))
    assert COUNTED == certainty(words, found, headlines(found)[0])


class TestTables:
    def test_secondary_outcomes_are_named_with_what_was_adjusted(self, language: str) -> None:
        items = [
            changed(-2.0, 1.0, role=Role.SECONDARY, outcome=outcome, unit=outcome, note="adjusted_holm")
            for outcome in ("worry", "score")
        ]
        words = words_of(finding(*items), language)

        table = estimates_table(words, "t", "T", items)

        unit = UNIT[language]
        assert [f"Sömn ({unit})", f"Oro ({unit})"] == [row[0] for row in table.rows]
        assert words.say("note_under.adjusted_holm") in table.note
        assert "Holm" in table.note
        assert words.say("note.adjusted_holm") not in " ".join(cell for row in table.rows for cell in row)

    @pytest.mark.parametrize("method", ["bonferroni", "holm", "hochberg", "benjamini_hochberg", "benjamini_yekutieli"])
    def test_each_adjustment_names_itself(self, method: str, language: str) -> None:
        item = changed(-2.0, 1.0, role=Role.SECONDARY, note=f"adjusted_{method}", p_value=0.04)

        note = estimates_table(words_of(finding(item), language), "t", "T", [item]).note

        assert note.count(method.title().replace("_", "–")) >= 1

    def test_rows_of_another_outcome_name_it(self, language: str) -> None:
        main = estimate(Quantity.MEAN, 12.0, period="T0", ci_low=11.0, ci_high=13.0, level=0.95)
        other = replace(main, outcome="worry", unit="worry")
        count = estimate(Quantity.COUNT, 31, n=31, group="moved_lower", unit="persons", outcome="worry")
        words = words_of(finding(main, other, count), language)

        first, second, third = (row[0] for row in estimates_table(words, "t", "T", [main, other, count]).rows)

        assert "Oro" not in first
        assert f"Sömn: {first}" == second
        assert third.startswith("Sömn: ")

    def test_a_row_of_no_outcome_names_none(self, language: str) -> None:
        rows = [changed(1.0, 2.0), estimate(Quantity.COUNT, 31, n=31, outcome="", unit="persons")]

        table = estimates_table(words_of(finding(*rows), language), "t", "T", rows)

        assert not any(":" in row[0] for row in table.rows)

    @pytest.mark.parametrize(
        ("quantities", "notes"),
        [
            ([Quantity.BOUNDS], ["bounds"]),
            ([Quantity.BENCHMARK], ["published"]),
            ([Quantity.BREAK_EVEN], ["range"]),
            ([Quantity.BOUNDS, Quantity.BENCHMARK, Quantity.BOUNDS], ["bounds", "published"]),
        ],
    )
    def test_a_range_is_explained_by_what_it_is(
        self, quantities: list[Quantity], notes: list[str], language: str
    ) -> None:
        items = [estimate(quantity, 2.0, ci_low=1.0, ci_high=3.0) for quantity in quantities]
        words = words_of(finding(*items), language)

        assert " ".join(words.say(f"note_under.{key}") for key in notes) == estimates_table(words, "t", "T", items).note

    def test_an_interval_and_a_hidden_range_are_no_ranges(self, language: str) -> None:
        words = words_of(finding(), language)
        ranges = {words.say(f"note_under.{key}") for key in ("bounds", "published", "range")}

        for item in (changed(1.0, 2.0), hidden(bounds(-1.0, 2.0))):
            assert not any(note in estimates_table(words, "t", "T", [item]).note for note in ranges)

    @pytest.mark.parametrize(
        ("value", "sign", "decimals"), [(0.01, "≤\u00a0", 2), (0.02, "", 2), (0.5, "", 2), (1.0, "", 2)]
    )
    def test_a_tests_smallest_p_is_said_to_be_a_bound(
        self, value: float, sign: str, decimals: int, language: str
    ) -> None:
        item = estimate(Quantity.TEST, value, unit="p", method="wilcoxon", role=Role.SENSITIVITY, decimals=2)

        table = estimates_table(words_of(finding(item), language), "t", "T", [item])

        place = table.header.index(words_of(finding(item), language).say("column.value"))
        assert sign + shown(value, language, decimals) == table.rows[0][place]

    @pytest.mark.parametrize(("value", "sign"), [(0.001, "≤\u00a0"), (0.002, ""), (0.041, "")])
    def test_a_p_beside_an_estimate_is_a_bound_from_a_thousandth(self, value: float, sign: str, language: str) -> None:
        item = changed(1.0, 2.0, p_value=value)
        words = words_of(finding(item), language)

        table = estimates_table(words, "t", "T", [item])

        assert sign + shown(value, language, 3) == table.rows[0][table.header.index(words.say("column.p"))]
