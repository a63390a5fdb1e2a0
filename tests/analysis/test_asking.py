"""Every question of a pilot asked, and released together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tsi_eval import analyse, load_pilot, open_study, release

Write = Callable[..., Path]


def test_a_whole_pilot_releases(files: dict[str, str], write: Write) -> None:
    released = release(analyse(open_study(load_pilot(write(files)))))

    frame = released.frame()
    assert ["reached", "changed", "groups", "receipt"] == list(frame["question"].unique())
    assert (frame.loc[frame["unit"].isin({"persons", "share", "score"}), "status"] == "shown").mean() > 0.9
