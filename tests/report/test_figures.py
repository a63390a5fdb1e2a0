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
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.language import LANGUAGES, Message, Text
from tsi_eval.language.catalogue import sentences
from tsi_eval.report.document import document_of
from tsi_eval.report.figures import figure_of, flow_of
from tsi_eval.report.figures.canvas import LIGHT, PALETTE, PAPER, SOFT, STYLES
from tsi_eval.report.fonts import FAMILY, font_files
from tsi_eval.report.parts import Chapter, Figure, figure_caption
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

MARK = {"sv": "Syntetiska data.", "en": "Synthetic data."}
HIDDEN = {"sv": "visas inte", "en": "not shown"}
PAPER_POINTS = 8.0
# Widths of outlines are computed without a screen's hints.
POINT = 1.0
# Children who were measured both times, and the way that each moved.
MOVED = {"moved_higher": 58, "moved_nowhere": 20, "moved_lower": 31}


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


def words_of(*answers: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Words:
    def same(text: str) -> Text:
        return Text(sv=text, en=text)

    about = {"text": same("Q?"), "direction": "none", "role": "primary", "declared": date(2026, 1, 1)}
    questions = tuple(Asked(id=answer.question, design=answer.design, **about) for answer in answers)  # type: ignore[arg-type]
    sessions = {f"session_{n}": Text(sv=f"träff {n}", en=f"session {n}") for n in range(1, 11)}
    cover = Cover(
        pilot="p",
        title=same("P"),
        summary=same("S"),
        municipality="K",
        period=same("2024"),
        data=data,
        policy="default",
        report_date=date(2026, 1, 2),
        labels={"score": same("Kvot"), "offered": same("A1"), "started": same("B1"), "done": same("C1")} | sessions,
        questions=questions,
        texts={},
        source=same(""),
    )
    made = Provenance(declaration_sha256="0", declared=date(2026, 1, 1), data={}, data_hash="sha256", versions={})
    return Words(Released(cover=cover, findings=answers, provenance=made), language)


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


def occasions(low: float = -5.1, high: float = -1.3, hidden: int | None = None) -> ReleasedFinding:
    about = {"outcome": "score", "unit": "score", "group": "measured", "decimals": 1}

    def point(place: int, value: float) -> ReleasedEstimate:
        shown = {"ci_low": value - 1.1, "ci_high": value + 1.1, "n": 437 - 20 * place}
        at = {"period": f"T{place}", "axis": "occasion"}
        if place == hidden:
            return estimate(Quantity.MEAN, None, **about, **at)
        return estimate(Quantity.MEAN, value, **about, **at, **shown)

    more = {"role": Role.HEADLINE, "period": "T0 > T2", "n": 437}
    answer = estimate(Quantity.MEAN_CHANGE, -3.2, ci_low=low, ci_high=high, **about, **more)
    points = [point(place, value) for place, value in enumerate((14.2, 12.6, 11.0))]
    return finding("occasions", Claim.CHANGED, [answer], {"means": points})


def attended(points: list[ReleasedEstimate]) -> ReleasedFinding:
    about = {"unit": "share", "role": Role.HEADLINE, "note": "enough_sessions", "decimals": 3, "n": 85}
    answer = estimate(Quantity.SHARE, 0.682, ci_low=0.577, ci_high=0.771, period="started", **about)
    counts = [
        estimate(Quantity.COUNT, n, n=n, group=group, period="started", unit="persons")
        for group, n in (("started", 85), ("enough_sessions", 58))
    ]
    return finding("attendance", Claim.DESCRIBES, [answer, *counts], {"sessions": points})


def sessions(hidden: int | None = None) -> ReleasedFinding:
    def point(place: int) -> ReleasedEstimate:
        about = {"period": f"session_{place + 1}", "axis": "session", "unit": "share", "decimals": 3}
        if place == hidden:
            return estimate(Quantity.SHARE, None, **about)
        value = 0.957 - 0.041 * place
        return estimate(Quantity.SHARE, value, ci_low=value - 0.0871, ci_high=min(1.0, value + 0.0871), n=85, **about)

    return attended([point(place) for place in range(10)])


def halves() -> ReleasedFinding:
    about = {"axis": "half", "unit": "sessions", "note": "sessions_attended", "decimals": 1, "n": 85}
    return attended(
        [
            estimate(Quantity.MEAN, value, ci_low=value - 0.31, ci_high=value + 0.31, period=f"{half}_half", **about)
            for half, value in (("first", 4.2), ("second", 3.4))
        ]
    )


def moved(
    low: float = 0.55, high: float = 0.77, quantity: Quantity = Quantity.IMPROVEMENT, **other: int | None
) -> ReleasedFinding:
    about = {"outcome": "score", "period": "T0 > T1"}
    more = {"group": "both", "role": Role.HEADLINE, "n": 109, "decimals": 2}
    answer = estimate(quantity, 0.62, ci_low=low, ci_high=high, **about, **more)
    counts = [
        estimate(Quantity.COUNT, n, n=n, group=way, unit="persons", **about) for way, n in (MOVED | other).items()
    ]
    return finding("pre_post", Claim.CHANGED, [answer, *counts])


def paired(question: str = "q", period: str = "T0 > T1", **other: int | None) -> ReleasedFinding:
    """Return a change with who was measured when: 60 before, 54 after, 50 of them both times, unless `other` says otherwise."""
    people = {"before": 60, "after": 54, "both": 50, "before_only": 10, "after_only": 4} | other
    about = {"axis": "flow", "outcome": "score", "unit": "persons"}
    counts = [estimate(Quantity.COUNT, n, n=n, group=group, **about) for group, n in people.items()]
    answer = estimate(
        Quantity.MEAN_CHANGE, 1.4, ci_low=0.3, ci_high=2.5, period=period, group="both", outcome="score", decimals=1,
        role=Role.HEADLINE, n=people["both"],
    )  # fmt: skip
    return replace(finding("pre_post", Claim.CHANGED, [answer, *counts]), question=question)


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
UNDECIDED |= {"timeline": series(), "course": occasions(-7.0, 0.6)}
DECIDED = {"means": change(0.3, 2.5), "shares": share_change(0.01, 0.13), "differences": difference(0.4, 5.0)}
DECIDED |= {"timeline": series(low=1.1), "course": occasions()}
COUNTED = {"stages": funnel(), "bars": contacts(), "waterfall": costs(**WHOLE_COSTS)}
COUNTED |= {"sessions": sessions(), "halves": halves(), "moves": moved()}
HIDDEN_IN = {
    "stages": funnel(None, None),
    "groups": funnel(group=0.491),
    "bars": contacts(None),
    "waterfall": costs(750_705.0, **WHOLE_COSTS | {"kind_other": None, "payer_school": None}),
    "timeline": series(hidden=9),
    "occasions": occasions(hidden=1),
    "sessions": sessions(hidden=3),
    # The probability rests on every way, and is not shown without one of them; ranks may be.
    "moves": moved(quantity=Quantity.RANK_BISERIAL, moved_nowhere=None, moved_higher=None),
}
SHAPES = {f"undecided-{k}": v for k, v in UNDECIDED.items()} | {f"decided-{k}": v for k, v in DECIDED.items()}
SHAPES |= COUNTED | {f"hidden-{k}": v for k, v in HIDDEN_IN.items()} | {"wide-band": series(band=400.0)}
SHAPES |= {"caused": difference(0.4, 5.0, Claim.CAUSED), "saved": costs(kind_staff=500e3, kind_other=-120e3)}
SHAPES |= {"undecided-moves": moved(0.41, 0.79)}
FLOWS = {
    "both ways": paired(),
    "nobody left": paired(before=50, before_only=0),
    "nobody new": paired(after=50, after_only=0),
    "many": paired(before=5800, after=4100, both=3900, before_only=1900, after_only=200),
    "hidden": paired(before_only=None, after_only=None),
}


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

    @property
    def boxes(self) -> list[tuple[str, tuple[float, float, float, float]]]:
        """Return every label with its left, top, right and bottom, in points."""
        from matplotlib.font_manager import FontProperties, fontManager
        from matplotlib.textpath import TextPath

        for path in font_files().values():
            fontManager.addfont(path)
        place = r"<!-- (.*?) -->\s*<g[^>]*?translate\((-?[\d.]+) (-?[\d.]+)\) scale\(([\d.]+)"
        found = []
        for text, x, y, scale in re.findall(place, self.svg, flags=re.DOTALL):
            ends = TextPath((0, 0), text, size=100 * float(scale), prop=FontProperties(family=FAMILY)).get_extents()
            low, high = ends.min, ends.max
            box = float(x) + low[0], float(y) - high[1], float(x) + high[0], float(y) - low[1]
            found.append((text, box))
        return found

    @property
    def intervals(self) -> int:
        """Return how many intervals of answers and points there are."""
        line = rf'<path d="M [^"]*"[^>]*style="fill: none; stroke: {STYLES[0][0]}; stroke-width: 2'
        return len(re.findall(line, self.svg))

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
    figure = figure_of(words_of(answer, language=language, data=data), answer)
    assert figure is not None
    return figure


@pytest.fixture(params=SHAPES)
def answer(request: pytest.FixtureRequest) -> ReleasedFinding:
    return SHAPES[request.param]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def told(answer: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Figure:
    """Return the figure of who was measured when."""
    figure = flow_of(words_of(answer, language=language, data=data), answer)
    assert figure is not None
    return figure


def number_of(answer: ReleasedFinding, words: Words) -> str:
    """Return the answer's number as a reader meets it."""
    item = headlines(answer)[0]
    if item.quantity is Quantity.RATE_RATIO:
        return words.figure_of(item, 26.0).split(",")[0].split(".")[0]
    return words.value(item if item.quantity is Quantity.COST else words.read(item))


class TestEveryFigure:
    def test_alt_text_is_its_own_words_with_the_answers_number(self, answer: ReleasedFinding, language: str) -> None:
        words, figure = words_of(answer, language=language), drawn(answer, language)
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

    def test_labels_end_inside_and_stand_clear_of_each_other(self, answer: ReleasedFinding, language: str) -> None:
        check_labels(drawn(answer, language).svg)


def check_labels(svg: str) -> None:
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert box
    width, height = map(float, box.groups())
    boxes = Drawing(svg).boxes

    for place, (text, (left, top, right, bottom)) in enumerate(boxes):
        assert (left, top) >= (-POINT, -POINT), text
        assert right <= width + POINT, text
        assert bottom <= height + POINT, text
        over = [
            other
            for other, (start, above, end, below) in boxes[:place]
            if left < end and start < right and top < below and above < bottom
        ]
        assert not over, (text, over)


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
        # A suppressed estimate has no number; were one left in by mistake, its interval must not be
        # drawn either.
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


class TestCourse:
    def test_every_place_has_its_mean_and_its_interval(self, language: str) -> None:
        seen = Drawing(drawn(DECIDED["course"], language).svg)
        point = {"sv": ",", "en": "."}[language]

        assert {f"14{point}2", f"12{point}6", f"11{point}0", "T0", "T1", "T2"} <= set(seen.words)
        # Each interval is a line of its own, as strong as a decided answer's.
        assert seen.intervals == 3

    def test_a_hidden_occasion_has_neither_a_point_nor_an_interval(self) -> None:
        figure = drawn(HIDDEN_IN["occasions"])

        assert Drawing(figure.svg).intervals == 2
        assert "T1 .." in figure.alt
        assert not any("12,6" in text for text in (*Drawing(figure.svg).words, figure.alt))
        assert figure.source.endswith("n = 437 och 397.")

    def test_the_same_is_drawn_whatever_a_hidden_mean_was(self) -> None:
        answer = HIDDEN_IN["occasions"]
        means = [replace(p, ci_low=-40.0, ci_high=90.0) if p.estimate is None else p for p in answer.series["means"]]

        assert drawn_again(replace(answer, series={"means": tuple(means)})).svg == drawn(answer).svg

    def test_ten_shares_are_in_whole_per_cent_beside_each_other(self, language: str) -> None:
        figure = drawn(COUNTED["sessions"], language)
        seen = Drawing(figure.svg)
        percent = {"sv": "\u00a0%", "en": "%"}[language]
        name = {"sv": "träff", "en": "session"}[language]

        assert [f"{name} {n}" for n in range(1, 11)] == [text for text in seen.words if text.startswith(name)]
        assert [text for text in seen.words if text.endswith(percent)] == [
            f"{n}{percent}" for n in (96, 92, 88, 83, 79, 75, 71, 67, 63, 59)
        ]
        assert seen.intervals == 10
        assert {"sv": "95,7", "en": "95.7"}[language] in figure.alt

    def test_shares_stand_on_a_scale_from_nothing_to_all(self) -> None:
        assert {"0", "50", "100"} <= set(Drawing(drawn(COUNTED["sessions"]).svg).words)

    def test_halves_are_numbers_of_sessions(self, language: str) -> None:
        figure = drawn(COUNTED["halves"], language)

        assert {"sv": "träffar", "en": "sessions"}[language] in Drawing(figure.svg).words
        assert {"sv": "första halvan av träffarna", "en": "first half of the sessions"}[language] in figure.alt
        assert Drawing(figure.svg).intervals == 2

    def test_nothing_is_drawn_when_every_place_is_hidden(self) -> None:
        answer = DECIDED["course"]
        hidden = tuple(replace(p, estimate=None, status="suppressed") for p in answer.series["means"])
        answer = replace(answer, series={"means": hidden})

        assert figure_of(words_of(answer), answer) is None

    def test_a_hidden_answer_is_said_to_be(self, language: str) -> None:
        answer = DECIDED["course"]
        (item,) = answer.estimates
        answer = replace(answer, estimates=(replace(item, estimate=None, status="suppressed", reason="few_in_mean"),))
        figure = drawn_again(answer, language)

        assert {"sv": "Svaret visas inte", "en": "The answer is not shown"}[language] in figure.alt
        assert "3,2" not in figure.alt + figure.title
        assert "14" in figure.alt

    def test_equal_means_without_intervals_are_drawn(self) -> None:
        answer = COUNTED["halves"]
        equal = tuple(replace(p, estimate=3.0, ci_low=None, ci_high=None) for p in answer.series["sessions"])

        assert "3,0" in Drawing(drawn_again(replace(answer, series={"sessions": equal})).svg).words


class TestMoves:
    def test_every_way_has_a_bar_as_long_as_its_number(self, language: str) -> None:
        seen = Drawing(drawn(COUNTED["moves"], language).svg)
        widths = seen.widths_of(SOFT)

        assert [w / widths[0] for w in widths] == pytest.approx(
            [n / MOVED["moved_higher"] for n in MOVED.values()], abs=1e-4
        )
        assert {str(n) for n in MOVED.values()} <= set(seen.words)

    def test_a_hidden_way_has_no_bar_and_no_number(self) -> None:
        figure = drawn(HIDDEN_IN["moves"])
        seen = Drawing(figure.svg)

        assert len(seen.widths_of(SOFT)) == 1
        assert seen.words.count("visas inte") == 2
        assert not any(number in text for number in ("58", "78") for text in (*seen.words, figure.alt))
        assert "högre efter än före .., samma före och efter .., lägre efter än före 31" in figure.alt

    def test_nothing_is_drawn_when_every_way_is_hidden(self) -> None:
        answer = moved(moved_higher=None, moved_nowhere=None, moved_lower=None)

        assert figure_of(words_of(answer), answer) is None

    def test_directions_of_a_mean_change_are_no_figure(self) -> None:
        means = change(0.3, 2.5)
        both = replace(means, estimates=(*means.estimates, *COUNTED["moves"].estimates[1:]))

        assert drawn_again(both).svg == drawn(DECIDED["means"]).svg

    def test_over_occasions_the_title_is_as_short(self, language: str) -> None:
        answer = replace(COUNTED["moves"], design="occasions")

        assert len(drawn_again(answer, language).title) < 120


class TestFlow:
    """Who was measured when."""

    @pytest.fixture(params=FLOWS)
    def answer(self, request: pytest.FixtureRequest) -> ReleasedFinding:
        return FLOWS[request.param]

    def test_it_has_its_own_name_words_and_mark(self, answer: ReleasedFinding, language: str) -> None:
        figure, other = told(answer, language), drawn_again(change(0.3, 2.5), language)
        seen = Drawing(figure.svg)

        assert ("figure-flow-q", "figure-q") == (figure.id, other.id)
        assert not {figure.title, figure.subtitle, figure.alt} & {other.title, other.subtitle, other.alt}
        assert figure.alt not in figure_caption(figure.title, figure.subtitle, figure.source)
        assert MARK[language] in seen.words
        assert MARK[language] not in Drawing(told(answer, language, "real").svg).words
        assert seen.colours <= PALETTE
        assert min(size for _, size in seen.labels) > PAPER_POINTS
        assert told(answer, language).svg == figure.svg
        assert not re.search(r"\{|\}|\\|None|nan", figure.alt + figure.title + figure.source)

    def test_title_says_how_many_of_those_first_measured(self, language: str) -> None:
        assert {"sv": "50 av 60 mättes båda gångerna", "en": "50 of 60 were measured both times"}[language] == told(
            paired(), language
        ).title
        assert told(paired(), language).source.endswith("n = 60.")

    def test_the_filled_part_is_those_measured_both_times(self) -> None:
        seen = Drawing(told(paired()).svg)
        first, second = seen.widths_of(SOFT)
        whole = [width for width in seen.widths_of(PAPER) if width != max(seen.widths_of(PAPER))]

        assert first == second
        assert any(width * 50 / 60 == pytest.approx(first, abs=0.01) for width in whole)
        assert any(width * 50 / 54 == pytest.approx(first, abs=0.01) for width in whole)
        assert LIGHT in seen.colours

    def test_those_measured_only_once_are_numbered(self, language: str) -> None:
        words = Drawing(told(paired(), language).svg).words
        once = {"sv": "bara då", "en": "only then"}[language]

        assert [10, 4] == [n for n in (10, 4) if any(f"({n} {once})" in text for text in words)]

    @pytest.mark.parametrize(("name", "silent"), [("nobody left", "första"), ("nobody new", "andra")])
    def test_nobody_is_not_written_beside_a_bar(self, name: str, silent: str) -> None:
        words = " ".join(Drawing(told(FLOWS[name]).svg).words)

        assert 1 == words.count("bara då")
        assert f"bara mätta {silent} gången 0" in told(FLOWS[name]).alt

    def test_hidden_counts_stay_hidden(self, language: str) -> None:
        figure = told(FLOWS["hidden"], language)
        words = [*Drawing(figure.svg).words, figure.alt]

        assert any(".. " in text for text in words)
        assert not any(re.search(r"(?<!\d)(10|4) (bara|only|measured)", text) for text in words)

    @pytest.mark.parametrize("answer", [paired(before=None), paired(after=None), paired(both=None)])
    def test_without_one_of_its_bars_there_is_no_figure(self, answer: ReleasedFinding) -> None:
        assert flow_of(words_of(answer), answer) is None

    def test_nobody_missing_is_no_figure(self) -> None:
        answer = paired(after=60, both=60, before_only=0, after_only=0)

        assert flow_of(words_of(answer), answer) is None
        assert flow_of(words_of(change(0.3, 2.5)), change(0.3, 2.5)) is None

    def test_the_same_numbers_are_drawn_once_in_a_report(self) -> None:
        first, again, later, others = (
            paired("a"),
            paired("b"),
            paired("c", period="T0 > T2"),
            paired("d", after=55, after_only=5),
        )
        words = words_of(first, again, later, others)

        figures = {answer.question: flow_of(words, answer) for answer in (first, again, later, others)}
        assert [name for name, figure in figures.items() if figure is not None] == ["a", "c", "d"]
        assert {figure.id for figure in figures.values() if figure} == {
            "figure-flow-a",
            "figure-flow-c",
            "figure-flow-d",
        }

    def test_what_cannot_be_drawn_first_is_drawn_later(self) -> None:
        hidden, shown = paired("a", both=None), paired("b")

        assert flow_of(words_of(hidden, shown), shown) is not None

    def test_without_an_answer_nobody_is_said_to_be_in_it(self) -> None:
        counts = tuple(paired(after=0, both=0, before_only=60, after_only=0).estimates[1:])
        reason = Message("refusal.not_yet")
        answer = replace(paired(), estimates=counts, feasibility=Feasibility(verdict=Verdict.REFUSED, reason=reason))

        assert flow_of(words_of(answer), answer) is None

    def test_labels_end_inside_in_swedish(self, answer: ReleasedFinding) -> None:
        check_labels(told(answer).svg)

    def test_labels_end_inside_in_english(self) -> None:
        check_labels(told(FLOWS["many"], "en").svg)


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

        expected = ["figure-reached", "figure-changed", "figure-flow-changed", "figure-groups"]
        assert expected == [figure.id for figure in figures]
        for figure in figures:
            assert not re.search(r"barn\d{3}", figure.svg + figure.alt)
            assert MARK[language] in Drawing(figure.svg).words
            # A marker for each of 60 children would be as many uses of it.
            assert (
                max((figure.svg.count(f'#{name}"') for name in re.findall(r'id="(m\w+)"', figure.svg)), default=0) < 20
            )

    def test_alt_texts_hold_the_headlines_number(self, released: Released, language: str) -> None:
        report = Report(released, language)
        figures = [figure for figure in figures_of(report) if "-flow-" not in figure.id]
        for figure, asked in zip(figures, released.cover.questions, strict=True):
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
