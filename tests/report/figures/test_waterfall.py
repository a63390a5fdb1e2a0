"""Costs that add up to a total, as they are read and as they are drawn."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from drawings import Drawing, drawn
from findings_with_figures import (
    HIDDEN_IN,
    SHAPES,
    WHOLE_COSTS,
    costs,
)

from tsi_eval.report.figures.canvas import STYLES


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
        whole = costs(**WHOLE_COSTS)
        more = replace(whole, estimates=(replace(whole.estimates[0], estimate=900_000.0), *whole.estimates[1:]))

        assert "hela piloten" in Drawing(drawn(whole).svg).words
        assert "hela piloten" not in Drawing(drawn(more).svg).words

    def test_with_a_post_hidden_there_is_no_total_and_no_step_that_gives_it_back(self) -> None:
        figure = drawn(HIDDEN_IN["waterfall"])
        seen = Drawing(figure.svg)

        assert not seen.widths_of(STYLES[0][0]), "the total"
        assert not any(text.startswith(("750", "84", "120")) for text in seen.words)
        assert not re.search(r"750|84\u00a0494|120\u00a0546", figure.alt)
        assert "hela piloten" not in seen.words
        starts = {float(x) for x in re.findall(r'<path d="M (-?[\d.]+) [^"]*z\n"[^>]*style="fill: #5b9aa5', figure.svg)}
        assert len(starts) == 1, "every bar begins at zero"
