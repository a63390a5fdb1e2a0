"""Measures in words: how many were measured when and both times, and on what scale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tsi_eval import load_pilot
from tsi_eval.analysis.understood.measures import Received, received
from tsi_eval.ingest import ingest

Delivered = Callable[..., dict[str, list[str]]]


def test_values_are_counted_at_each_occasion_and_at_both(understood: Delivered) -> None:
    assert [
        "poäng: hösten 60, våren 50, 50 av 60 både hösten och våren. Alla värden ligger inom skalan 0–40."
    ] == understood()["measures"]


def test_only_those_with_a_value_are_counted(understood: Delivered, files: dict[str, str]) -> None:
    forms = files["forms.csv"].replace("barn000,2023-09-15,", "barn000,2023-09-15,\nx", 1)
    forms = "\n".join(line for line in forms.splitlines() if not line.startswith("x"))

    assert "poäng: hösten 59, våren 50, 49 av 59 både hösten och våren." in understood(forms__csv=forms)["measures"][0]


def test_an_open_scale_and_a_value_off_the_scale_are_said(understood: Delivered, files: dict[str, str]) -> None:
    open_scale = files["sources.toml"].replace("minimum = 0\nmaximum = 40\n", "")
    off = files["forms.csv"] + "barn059,2024-05-15,41\n"

    assert understood(sources__toml=open_scale)["measures"][0].endswith("Skalans ändar är inte deklarerade.")
    assert understood(forms__csv=off)["measures"][0].endswith("Värden ligger utanför skalan 0–40.")


def test_lowest_and_highest_are_kept_for_the_file_and_stand_in_no_sentence(
    files: dict[str, str], write: Callable[..., Path], understood: Delivered
) -> None:
    forms = "id,datum,poang\nbarn000,2023-09-15,3\nbarn001,2023-09-15,39\nbarn001,2024-05-15,17\n"
    pilot = load_pilot(write(files | {"forms.csv": forms}))

    assert (
        Received(outcome="score", occasion="T0", n=2, lowest=3.0, highest=39.0),
        Received(outcome="score", occasion="T1", n=1, lowest=17.0, highest=17.0),
    ) == received(pilot, ingest(pilot).tables)
    assert "39" not in str(understood(forms__csv=forms)["measures"])


def test_without_measures_nothing_was_received(files: dict[str, str], write: Callable[..., Path]) -> None:
    assert () == received(load_pilot(write(files)), {})


def test_step_that_is_finer_than_the_values_own_is_said(understood: Delivered, files: dict[str, str]) -> None:
    fine = files["sources.toml"].replace("minimum = 0\n", "minimum = 0\nstep = 0.1\n")

    _, said = understood(sources__toml=fine)["measures"]

    assert "poäng: det deklarerade steget är 0,1, och alla värden ligger hela multiplar av 1 ifrån varandra." in said
