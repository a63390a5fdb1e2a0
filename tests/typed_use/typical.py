"""What a researcher writes on a usual day, with types that two checkers agree on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import tsi_eval as tsi
from tsi_eval import stats
from tsi_eval.designs import Participation, PrePost


def own_study(frame: pd.DataFrame) -> tsi.Study:
    """Make a study of a frame in long form."""
    worry = tsi.Outcome(
        label=tsi.Text(sv="Oro", en="Worry"), unit=tsi.Text(sv="poäng", en="points"), minimum=0, maximum=40
    )
    return tsi.Study.from_frames(
        measures=frame, outcomes={"worry": worry}, labels={"T0": "autumn", "T1": tsi.Text(sv="våren", en="spring")}
    )


def changed(study: tsi.Study) -> tuple[float, int, str]:
    """Return the mean change, how many it rests on, and the answer in words."""
    finding: tsi.Finding = PrePost(outcome="worry", before="T0", after="T1").answer(study)
    answer: tsi.Estimate = finding.estimates[0]
    frame: pd.DataFrame = finding.frame(labels="en")
    assert len(frame) == len(list(finding.every_estimate()))
    return answer.estimate, answer.n, finding.sentence("en")


def kept(finding: tsi.Finding, folder: Path) -> list[Path]:
    """Keep a figure, a table and all released numbers."""
    released: tsi.Released = tsi.release(finding, policy="default", data="synthetic")
    numbers = folder / "numbers.csv"
    released.frame().to_csv(numbers)
    return [finding.plot().save(folder / "figure.svg"), finding.table("en").save(folder / "table.md"), numbers]


def two_shares() -> tuple[float, float]:
    """Return a share, and a difference of shares."""
    share: stats.Proportion = stats.wilson(42, 310)
    difference: stats.ShareDifference = stats.newcombe_difference(48, 80, 56, 70)
    return share.estimate, difference.ci_high


def of_a_pilot(folder: Path) -> list[str]:
    """Return the answers of a pilot's questions, and what its first design is called."""
    pilot: tsi.Pilot = tsi.load_pilot(folder)
    findings: tsi.Findings = tsi.analyse(tsi.open_study(pilot))
    names = [question.id for question in pilot.questions]
    return [*(findings[name].sentence("sv") for name in names), pilot.question(names[0]).design.name]


def refused(study: tsi.Study) -> str:
    """Return what is said of a stage that the study does not have."""
    try:
        Participation(stages=("start", "end")).answer(study)
    except tsi.TsiError as error:
        return error.problems[0].text("en")
    return ""
