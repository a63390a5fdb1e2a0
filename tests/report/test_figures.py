"""Figures of released values: words that claim no more than the answer, and drawings that hold nothing else than what was released."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tsi_eval import Report, analyse, load_pilot, open_study, release
from tsi_eval.findings import Asked, Claim, Cover, Feasibility, Provenance, Quantity, Role, Verdict
from tsi_eval.language import LANGUAGES, Message, Text
from tsi_eval.language.catalogue import sentences
from tsi_eval.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.report.document import document_of
from tsi_eval.report.figures import figure_of
from tsi_eval.report.figures.canvas import PALETTE, PAPER, STYLES
from tsi_eval.report.parts import Chapter, Figure, figure_caption
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

MARK = {"sv": "Syntetiska data.", "en": "Synthetic data."}
HIDDEN = {"sv": "visas inte", "en": "not shown"}
PAPER_POINTS = 8.0


def estimate(quantity: Quantity, value: float | None, **about: object) -> ReleasedEstimate:
    blank: dict[str, object] = {
        "question": "q",
        "design": "",
        "role": Role.SUPPORTING,
        "claim": Claim.DESCRIBES,
        **dict.fromkeys(("outcome", "group", "reference", "period", "axis", "unit", "method", "note", "payer"), ""),
        "scale": "identity",
        **dict.fromkeys(("se", "ci_low", "ci_high", "p_value", "price_year", "n")),
        "level": 0.95,
        "status": "shown" if value is not None else "suppressed",
        "reason": "" if value is not None else "few",
        "decimals": 0,
    }
    return ReleasedEstimate(**(blank | {"quantity": quantity, "estimate": value} | about))  # type: ignore[arg-type]


def finding(
    design: str,
    claim: Claim,
    estimates: list[ReleasedEstimate],
    series: dict[str, list[ReleasedEstimate]] | None = None,
    start: str = "",
) -> ReleasedFinding:
    return ReleasedFinding(
        question="q",
        design=design,
        claim=claim,
        feasibility=Feasibility(verdict=Verdict.ESTIMABLE),
        estimates=tuple(replace(item, claim=claim) for item in estimates),
        series={name: tuple(points) for name, points in (series or {}).items()},
        caveats=(),
        start=start,
    )


def words_of(answer: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Words:
    def same(text: str) -> Text:
        return Text(sv=text, en=text)

    asked = Asked(
        id="q", text=same("Q?"), design=answer.design, direction="none", role="primary", declared=date(2026, 1, 1)
    )
    cover = Cover(
        pilot="p",
        title=same("P"),
        summary=same("S"),
        municipality="K",
        period=same("2024"),
        data=data,
        policy="default",
        report_date=date(2026, 1, 2),
        labels={"score": same("Kvot"), "offered": same("A1"), "started": same("B1"), "done": same("C1")},
        questions=(asked,),
        texts={},
        source=same(""),
    )
    made = Provenance(declaration_sha256="0", declared=date(2026, 1, 1), data={}, data_hash="sha256", versions={})
    return Words(Released(cover=cover, findings=(answer,), provenance=made), language)


def funnel(started: float | None = 0.8, n_started: int | None = 160, group: float | None = None) -> ReleasedFinding:
    def point(share: float | None, period: str, name: str = "") -> ReleasedEstimate:
        ends = {} if share is None else {"ci_low": share - 0.0521, "ci_high": share + 0.0521, "n": 200}
        return estimate(
            Quantity.SHARE, share, period=period, axis="stage", unit="share", decimals=3, group=name, **ends
        )

    counts = [("offered", 200), ("started", n_started), ("done", 107)]
    items = [
        estimate(
            Quantity.COUNT, n, n=n, period=period, axis="stage", unit="persons", status="shown" if n else "suppressed"
        )
        for period, n in counts
    ]
    last = replace(point(0.535, "done"), role=Role.HEADLINE)
    series = {"all": [point(started, "started"), point(0.535, "done")]}
    if group is not None:
        series["arm=a"] = [point(None, "started", "arm=a"), point(group, "done", "arm=a")]
    return finding("participation", Claim.DESCRIBES, [last, *items], series)


def change(low: float, high: float) -> ReleasedFinding:
    about = {"outcome": "score", "unit": "score", "n": 437, "group": "both", "decimals": 1}
    mean = [
        estimate(Quantity.MEAN, 12.3 + k, ci_low=11.1 + k, ci_high=13.5 + k, period=t, **about)
        for k, t in enumerate(("T0", "T1"))
    ]
    answer = estimate(
        Quantity.MEAN_CHANGE, 1.4, ci_low=low, ci_high=high, period="T0 > T1", role=Role.HEADLINE, **about
    )
    return finding("pre_post", Claim.CHANGED, [answer, *mean])


def share_change(low: float, high: float) -> ReleasedFinding:
    about = {"outcome": "score", "decimals": 3, "n": 437}
    items = [
        estimate(Quantity.SHARE, 0.313 + 0.072 * k, ci_low=0.25 + 0.07 * k, ci_high=0.37 + 0.07 * k, period=t, **about)
        for k, t in enumerate(("before_start", "after_start"))
    ]
    more = {"period": "before_start > after_start", "unit": "points_of_share", "role": Role.HEADLINE}
    answer = estimate(Quantity.SHARE_DIFFERENCE, 0.072, ci_low=low, ci_high=high, **about, **more)
    return finding("tally_share", Claim.CHANGED, [answer, *items])


def difference(low: float, high: float, claim: Claim = Claim.DIFFERS) -> ReleasedFinding:
    about = {"outcome": "score", "unit": "score", "group": "arm=a", "reference": "arm=b", "period": "T1", "n": 437}
    answer = estimate(
        Quantity.MEAN_DIFFERENCE,
        2.7,
        ci_low=low,
        ci_high=high,
        decimals=1,
        role=Role.HEADLINE,
        method="blocked_cr1",
        **about,
    )
    other = replace(answer, estimate=2.4, role=Role.SENSITIVITY, method="plain_cr1")
    return finding("comparison", claim, [answer, other])


def series(band: float = 61.0, low: float = 0.97, hidden: int | None = None) -> ReleasedFinding:
    months = [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)]

    def point(quantity: Quantity, place: int, name: str, **more: object) -> ReleasedEstimate:
        value = None if place == hidden else 30.0 + place
        return estimate(quantity, value, period=months[place], axis="month", unit="counted", group=name, **more)

    lines = {
        "observed": [point(Quantity.COUNT, place, "observed") for place in range(24)],
        "expected": [point(Quantity.EXPECTED, place, "expected", ci_low=20.0, ci_high=band) for place in range(18, 24)],
    }
    items = [
        estimate(
            Quantity.RATE_RATIO, 1.26, ci_low=low, ci_high=1.63, scale="log", period="since_start", outcome="score",
            role=Role.HEADLINE, decimals=2, n=1188,
        ),
        estimate(Quantity.COUNT, 397.0, n=397, period="since_start", unit="counted"),
        estimate(Quantity.EXPECTED, 316.0, ci_low=251.0, ci_high=397.0, period="since_start", unit="counted"),
    ]  # fmt: skip
    return finding("time_series", Claim.DIVERGED, items, lines, "2023-07")


def contacts(parent: float | None = 77.0) -> ReleasedFinding:
    def count(group: str, value: float | None) -> ReleasedEstimate:
        return estimate(Quantity.COUNT, value, group=group, unit="contacts", n=None if value is None else int(value))

    rate = estimate(Quantity.RATE, 21.4, unit="per_100_term", role=Role.HEADLINE, n=248, decimals=1, level=None)
    return finding(
        "open_arenas",
        Claim.DESCRIBES,
        [rate, count("", 248.0), count("who=pupil", 171.0), count("who=guardian", parent)],
    )


def costs(total: float | None = None, **parts: float | None) -> ReleasedFinding:
    if total is None:
        total = sum(value or 0.0 for name, value in parts.items() if name.startswith("kind_"))
    items = [
        estimate(Quantity.COST, value, group=name.replace("_", "=", 1), unit="sek", price_year=2023, level=None)
        for name, value in parts.items()
    ]
    whole = estimate(
        Quantity.COST, total, unit="sek", price_year=2023, n=14, note="budget", role=Role.HEADLINE, level=None
    )
    return finding("cost_offset", Claim.DESCRIBES, [whole, *items])


WHOLE_COSTS = {"kind_staff": 666_211.0, "kind_other": 84_494.0, "payer_social": 630_159.0, "payer_school": 120_546.0}
UNDECIDED = {"means": change(-0.3, 3.1), "shares": share_change(-0.01, 0.15), "differences": difference(-0.4, 5.8)}
UNDECIDED |= {"timeline": series()}
DECIDED = {"means": change(0.3, 2.5), "shares": share_change(0.01, 0.13), "differences": difference(0.4, 5.0)}
DECIDED |= {"timeline": series(low=1.1)}
COUNTED = {"stages": funnel(), "bars": contacts(), "waterfall": costs(**WHOLE_COSTS)}
HIDDEN_IN = {
    "stages": funnel(None, None),
    "groups": funnel(group=0.491),
    "bars": contacts(None),
    "waterfall": costs(750_705.0, **WHOLE_COSTS | {"kind_other": None, "payer_school": None}),
    "timeline": series(hidden=9),
}
SHAPES = {f"undecided-{k}": v for k, v in UNDECIDED.items()} | {f"decided-{k}": v for k, v in DECIDED.items()}
SHAPES |= COUNTED | {f"hidden-{k}": v for k, v in HIDDEN_IN.items()} | {"wide-band": series(band=400.0)}
SHAPES |= {"caused": difference(0.4, 5.0, Claim.CAUSED), "saved": costs(kind_staff=500e3, kind_other=-120e3)}


@dataclass(frozen=True)
class Drawing:
    """What an SVG shows: its labels with their size in points, its colours, and its shapes' paths."""

    svg: str

    @property
    def labels(self) -> list[tuple[str, float]]:
        # Text is drawn as outlines of 100 units an em; its words stand in a comment before it.
        found = re.findall(r"<!-- (.*?) -->\s*<g[^>]*?scale\(([\d.]+)", self.svg, flags=re.DOTALL)
        return [(text, 100 * float(scale)) for text, scale in found]

    @property
    def words(self) -> list[str]:
        return [text for text, _ in self.labels]

    @property
    def colours(self) -> set[str]:
        return {colour.lower() for colour in re.findall(r'(?:fill|stroke)(?:: |=")(#[0-9a-fA-F]{3,6})', self.svg)}

    def widths_of(self, colour: str) -> list[float]:
        """Return how wide every rectangle of a colour is."""
        number = r"(-?[\d.]+)"
        corners = (
            rf'<path d="M {number} {number} \nL {number} {number} \nL {number} {number} \nL {number} {number} \nz\n"'
        )
        found = re.findall(corners + rf'[^>]*style="fill: {colour}', self.svg)
        return [abs(float(path[2]) - float(path[0])) for path in found]


def drawn(answer: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Figure:
    name = next((name for name, shape in SHAPES.items() if shape is answer), None)
    return drawn_again(answer, language, data) if name is None else _drawn_once(name, language, data)


@cache
def _drawn_once(name: str, language: str, data: str) -> Figure:
    return drawn_again(SHAPES[name], language, data)


def drawn_again(answer: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Figure:
    figure = figure_of(words_of(answer, language, data), answer)
    assert figure is not None
    return figure


@pytest.fixture(params=SHAPES)
def answer(request: pytest.FixtureRequest) -> ReleasedFinding:
    return SHAPES[request.param]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def number_of(answer: ReleasedFinding, words: Words) -> str:
    """Return the answer's number as a reader meets it."""
    item = headlines(answer)[0]
    if item.quantity is Quantity.RATE_RATIO:
        return words.figure_of(item, 26.0).split(",")[0].split(".")[0]
    return words.value(item if item.quantity is Quantity.COST else words.read(item))


class TestEveryFigure:
    def test_alt_text_is_its_own_words_with_the_answers_number(self, answer: ReleasedFinding, language: str) -> None:
        words, figure = words_of(answer, language), drawn(answer, language)
        hidden = answer is HIDDEN_IN["waterfall"]

        assert figure.alt not in {figure.title, figure.subtitle, figure.source}
        assert figure.alt not in figure_caption(figure.title, figure.subtitle, figure.source)
        assert 60 < len(figure.alt) < 500
        assert 1 <= len(re.findall(r"[^.]\.(?: |$)", figure.alt)) <= 4
        assert (number_of(answer, words) in figure.alt) is not hidden
        assert not re.search(r"\{|\}|\\|None|nan", figure.alt)

    def test_title_subtitle_and_source_are_one_line_each(self, answer: ReleasedFinding, language: str) -> None:
        figure = drawn(answer, language)

        assert len({figure.title, figure.subtitle, figure.source}) == 3
        assert not [text for text in (figure.title, figure.subtitle) if text.endswith(".") or ". " in text]
        assert figure.title[0].isupper() or figure.title[0].isdigit()
        assert figure.source.startswith(MARK[language][:-1])
        assert re.search(r"n = \S", figure.source)

    def test_same_values_give_the_same_bytes(self, answer: ReleasedFinding) -> None:
        assert drawn_again(answer).svg == drawn(answer).svg
        assert "<dc:date>" not in drawn(answer).svg

    def test_text_can_be_read_in_print_and_colours_are_ours(self, answer: ReleasedFinding, language: str) -> None:
        seen = Drawing(drawn(answer, language).svg)

        assert len(seen.labels) > 4
        assert min(size for _, size in seen.labels) > PAPER_POINTS
        assert STYLES[0][0] in seen.colours or "#5b9aa5" in seen.colours
        assert seen.colours <= PALETTE

    def test_synthetic_mark_is_inside_and_only_where_data_are(self, answer: ReleasedFinding, language: str) -> None:
        assert MARK[language] in Drawing(drawn(answer, language).svg).words
        assert MARK[language] not in Drawing(drawn(answer, language, "real").svg).words

    def test_numbers_are_written_as_the_language_writes_them(self, answer: ReleasedFinding, language: str) -> None:
        labels = " ".join(Drawing(drawn(answer, language).svg).words)

        assert not re.search(r"\d\.\d" if language == "sv" else r"\d,\d(?!\d\d)", labels)
        assert not re.search(r"(?<!\w)-\d", labels), "a hyphen is no minus"

    def test_text_is_never_turned(self, answer: ReleasedFinding) -> None:
        assert "rotate(" not in drawn(answer).svg

    def test_all_labels_are_inside_the_drawing(self, answer: ReleasedFinding, language: str) -> None:
        svg = drawn(answer, language).svg
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
        assert box
        width, height = map(float, box.groups())
        places = re.findall(r"<!-- .*? -->\s*<g[^>]*?translate\((-?[\d.]+) (-?[\d.]+)\)", svg, flags=re.DOTALL)

        assert len(places) > 4
        assert all(0 <= float(x) < width and 0 < float(y) <= height for x, y in places)


def test_decimals_are_commas_in_swedish_and_points_in_english() -> None:
    assert "1,4" in Drawing(drawn(DECIDED["means"], "sv").svg).words
    assert "1.4" in Drawing(drawn(DECIDED["means"], "en").svg).words


@pytest.mark.parametrize("name", UNDECIDED)
def test_points_are_hollow_where_the_answer_is_undecided_and_filled_where_not(name: str) -> None:
    def markers(answer: ReleasedFinding) -> set[str]:
        # Markers are defined once and used by name; their fill stands where they are used.
        uses = re.findall(r'<use xlink:href="#m\w+"[^>]*style="fill: (#\w+); stroke: (#\w+)', drawn(answer).svg)
        return {fill.lower() for fill, stroke in uses if stroke.lower() == STYLES[0][0]} - {"none"}

    hollow, filled = markers(UNDECIDED[name]), markers(DECIDED[name])

    assert PAPER in hollow
    assert STYLES[0][0] in filled
    assert PAPER not in filled


@pytest.mark.parametrize("name", [name for name in UNDECIDED if name != "timeline"])
def test_an_undecided_interval_is_as_strong_as_a_decided_one(name: str) -> None:
    def strokes(answer: ReleasedFinding) -> set[str]:
        return set(re.findall(rf"stroke: {STYLES[0][0]}; stroke-width: ([\d.]+)", drawn(answer).svg))

    assert strokes(UNDECIDED[name]) == strokes(DECIDED[name])
    assert "2" in strokes(UNDECIDED[name])


class TestTitles:
    @pytest.mark.parametrize("name", UNDECIDED)
    def test_undecided_title_says_so(self, name: str, language: str) -> None:
        said = {"sv": "kan inte avgöra", "en": "can't tell"}[language]

        assert said in drawn(UNDECIDED[name], language).title
        assert said not in drawn(DECIDED[name], language).title

    def test_only_titles_of_a_randomised_answer_assert_a_cause(self) -> None:
        asserts = {"sv": r"\borsaka(?:de|r)\b", "en": r"\bcause[sd]\b"}
        for code, pattern in asserts.items():
            said = {key: str(text) for key, text in sentences(code).items() if re.match(r"(figure|axis|alt)\.", key)}
            found = {key for key, text in said.items() if re.search(pattern, text)}

            assert {"figure.title.comparison.caused.yes"} == found

    def test_cause_is_named_only_by_its_claim(self) -> None:
        assert "orsakade" in drawn(SHAPES["caused"]).title
        assert "orsakade" not in drawn(DECIDED["differences"]).title

    def test_numbers_of_a_title_are_numbers_of_the_answer(self, answer: ReleasedFinding, language: str) -> None:
        from tsi_eval.report.sentences import answers

        def numbers(text: str) -> set[str]:
            return set(re.findall(r"\d+(?:[\u00a0.,]\d+)*", text))

        title = drawn(answer, language).title
        assert numbers(title) <= numbers(" ".join(answers(words_of(answer, language), answer)))

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


class TestHidden:
    """What is hidden has neither a label nor a length."""

    @pytest.mark.parametrize("name", HIDDEN_IN)
    def test_what_is_hidden_is_said_to_be(self, name: str, language: str) -> None:
        assert any(HIDDEN[language] in text for text in Drawing(drawn(HIDDEN_IN[name], language).svg).words)

    @pytest.mark.parametrize("name", COUNTED)
    def test_nothing_is_said_to_be_hidden_when_nothing_is(self, name: str, language: str) -> None:
        assert not any(HIDDEN[language] in text for text in Drawing(drawn(COUNTED[name], language).svg).words)

    def test_a_stage_without_share_has_no_bar(self) -> None:
        shown, hidden = Drawing(drawn(funnel()).svg), Drawing(drawn(funnel(None, None)).svg)

        assert len(shown.widths_of("#5b9aa5")) == 3
        assert len(hidden.widths_of("#5b9aa5")) == 2
        assert any("160 (80" in text for text in shown.words)
        assert not any("160" in text or "80" in text for text in hidden.words if text not in {"80", "2024"})

    def test_a_hidden_part_is_not_in_the_words_or_the_lengths_of_bars(self) -> None:
        shown, hidden = Drawing(drawn(contacts()).svg), Drawing(drawn(contacts(None)).svg)

        assert len(shown.widths_of(STYLES[0][0])) == 2
        assert len(hidden.widths_of(STYLES[0][0])) == 1
        assert "77" in shown.words
        assert not any("77" in text for text in (*hidden.words, drawn(contacts(None)).alt))

    def test_the_same_is_drawn_whatever_a_hidden_value_was(self) -> None:
        # A suppressed estimate has no number; were one left in by mistake, its interval must not be drawn either.
        hidden = funnel(None, None, group=0.491)
        planted = replace(
            hidden,
            series={
                name: tuple(replace(p, ci_low=0.1234, ci_high=0.4321, n=3) if p.estimate is None else p for p in points)
                for name, points in hidden.series.items()
            },
        )

        assert drawn(hidden).svg == drawn(planted).svg

    def test_with_a_post_hidden_there_is_no_total_and_no_step_that_gives_it_back(self) -> None:
        figure = drawn(HIDDEN_IN["waterfall"])
        seen = Drawing(figure.svg)

        assert not seen.widths_of(STYLES[0][0]), "the total"
        assert not any(text.startswith(("750", "84", "120")) for text in seen.words)
        assert not re.search(r"750|84\u00a0494|120\u00a0546", figure.alt)
        assert "hela piloten" not in seen.words
        starts = {float(x) for x in re.findall(r'<path d="M (-?[\d.]+) [^"]*z\n"[^>]*style="fill: #5b9aa5', figure.svg)}
        assert len(starts) == 1, "every bar begins at zero"

    def test_a_hidden_month_leaves_a_gap(self) -> None:
        def pieces(answer: ReleasedFinding) -> int:
            lines = re.findall(r'<path d="(M[^"]*)"[^>]*style="fill: none; stroke: #0b5c6b', drawn(answer).svg)
            return max(line.count("M ") for line in lines)

        assert pieces(series()) == 1
        assert pieces(series(hidden=9)) == 2


class TestWaterfall:
    @pytest.mark.parametrize(
        "parts",
        [
            WHOLE_COSTS,
            {"kind_staff": 100_400.0, "kind_other": 100_400.0, "kind_rent": 100_400.0},
            {"kind_staff": 500_000.0, "kind_other": -120_000.0},
            {"kind_staff": 333_333.0, "kind_other": 333_333.0, "kind_rent": 333_334.0},
        ],
    )
    def test_steps_that_are_read_add_up_to_the_total_that_is_read(self, parts: dict[str, float]) -> None:
        words = Drawing(drawn(costs(**parts), "en").svg).words
        kinds = sum(name.startswith("kind_") for name in parts)
        # Tick labels come first; the values follow in the order of the rows.
        values = [float(text.replace("−", "-").replace(",", "")) for text in words if re.fullmatch(r"−?[\d,.]+", text)]
        rows = values[-(len(parts) + 1) :]

        assert sum(rows[:kinds]) == pytest.approx(rows[kinds], abs=1e-9)
        assert rows[kinds] == pytest.approx(sum(v for k, v in parts.items() if k.startswith("kind_")) / 1000, abs=0.5)
        assert sum(rows[kinds + 1 :]) == pytest.approx(rows[kinds] if len(parts) > kinds else 0.0, abs=1e-9)

    def test_lengths_add_up_and_a_saving_goes_down(self) -> None:
        paid, saved = Drawing(drawn(costs(**WHOLE_COSTS)).svg), Drawing(drawn(SHAPES["saved"]).svg)
        steps, (total,) = paid.widths_of("#5b9aa5"), paid.widths_of(STYLES[0][0])

        assert sum(steps[:2]) == pytest.approx(total, abs=0.01)
        assert sum(steps[2:]) == pytest.approx(total, abs=0.01)
        (whole,) = saved.widths_of(STYLES[0][0])
        assert saved.widths_of("#5b9aa5")[0] > whole
        assert "−120" in saved.words
        assert STYLES[1][0] in saved.colours

    def test_parts_that_do_not_make_up_the_total_are_bars(self) -> None:
        some = costs(**WHOLE_COSTS)
        more = replace(some, estimates=(replace(some.estimates[0], estimate=900_000.0), *some.estimates[1:]))

        assert "hela piloten" in Drawing(drawn(some).svg).words
        assert "hela piloten" not in Drawing(drawn(more).svg).words


class TestTimeline:
    def test_a_very_wide_band_is_cut_and_says_how_far_it_reaches(self) -> None:
        narrow, wide = Drawing(drawn(series()).svg), Drawing(drawn(series(band=400.0)).svg)
        top = [max(float(text) for text in seen.words if re.fullmatch(r"\d+", text)) for seen in (narrow, wide)]

        assert "bandet når 400" in wide.words
        assert not any("bandet" in text for text in narrow.words)
        assert top[1] < 100

    def test_lines_are_named_where_they_end_and_the_start_is_dated(self, language: str) -> None:
        words = Drawing(drawn(series(), language).svg).words

        assert {"sv": "väntat utan förändring", "en": "expected without a change"}[language] in words
        assert {"sv": "start juli\u00a02023", "en": "start Jul\u00a02023"}[language] in words
        assert "stroke-dasharray" in drawn(series(), language).svg


def test_a_figure_shows_its_title_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, str]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    figure = drawn(DECIDED["means"])

    figure._ipython_display_()

    assert figure.title in shown[0]["text/markdown"]
    assert shown[1] == figure._repr_mimebundle_()[0]


def test_caption_in_a_document_is_number_and_title_then_subtitle_and_source() -> None:
    figure, words = drawn(DECIDED["means"]), words_of(DECIDED["means"])
    data, about = figure._repr_mimebundle_()

    text = document_of({"cells": [{"outputs": [{"data": data, "metadata": about}]}]}, words).markdown

    assert f"![**Figur 1. {figure.title}.** {figure.subtitle}. {figure.source}](figures/figure-q.svg)" in text
    assert f'alt="{figure.alt}"' in text


class TestPilot:
    @pytest.fixture
    def released(self, files: dict[str, str], write: Callable[..., Path]) -> Released:
        return release(analyse(open_study(load_pilot(write(files)))))

    def test_every_question_has_a_figure_without_a_person(self, released: Released, language: str) -> None:
        figures = list(figures_of(Report(released, language)))

        assert ["figure-reached", "figure-changed", "figure-groups"] == [figure.id for figure in figures]
        for figure in figures:
            assert not re.search(r"barn\d{3}", figure.svg + figure.alt)
            assert MARK[language] in Drawing(figure.svg).words
            # A marker for each of 60 children would be as many uses of it.
            assert (
                max((figure.svg.count(f'#{name}"') for name in re.findall(r'id="(m\w+)"', figure.svg)), default=0) < 20
            )

    def test_alt_texts_hold_the_headlines_number(self, released: Released, language: str) -> None:
        report = Report(released, language)
        for figure, asked in zip(figures_of(report), released.cover.questions, strict=True):
            item = headlines(released.finding(asked.id))[0]
            assert report.words.value(report.words.read(item)) in figure.alt


def figures_of(report: Report) -> Iterator[Figure]:
    chapters: Iterator[Chapter] = report.questions()
    return (part for chapter in chapters for part in chapter.parts if isinstance(part, Figure))


def test_message_of_compared_stretches_is_in_the_subtitle() -> None:
    stretches = {"before": Text(sv="maj 2023", en="May 2023"), "after": Text(sv="maj 2024", en="May 2024")}
    answer = replace(DECIDED["shares"], caveats=(Message("compared.periods", stretches),))

    assert "maj 2023 och maj 2024" in drawn(answer).subtitle
    assert "före starten och från starten" in drawn(DECIDED["shares"]).subtitle
