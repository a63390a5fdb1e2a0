"""Blanks that a source declares to mean what stands above, filled in as soon as a file is read.

A file may name a family once, over all of its rows. Whoever reads the file then sees a row that
names its family: repeated rows are looked for, and starts are read, among whole rows only.

Example: rows "F07; 2024-01-10; 5" and "; 2024-02-10; 7" with `blank_means_above = ["person"]` are
two rows of F07.

A blank below a row that is left out is not known: "; 2024-W03; 6" below "Totalt; 2024-W02; 4" is
one more row of the sums, and not one of the school above them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.sheet import Sheet
from tsi_eval.pilot.source import Source

if TYPE_CHECKING:
    from numpy.typing import NDArray


def below_left_out(sheet: Sheet, left_out: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the rows whose blank means what a row says that is left out.

    The rows that are left out are among them where they have such a blank themselves.

    Args:
        sheet: The rows.
        left_out: Which of them are left out and may have a text where others have a blank, shape
            (rows,).
    """
    unknown = sheet.nowhere()
    for ours in sheet.source.blank_means_above:
        place = sheet.place(sheet.source.their_name(ours))
        if place is not None:
            filled = sheet.filled[:, place]
            # The row that each row's text comes from; -1 above the first.
            above = np.maximum.accumulate(np.where(filled, np.arange(len(filled)), -1)) if len(filled) else filled
            unknown |= ~filled & (above >= 0) & left_out[above]
    return unknown


def with_blanks_filled(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Return a file's rows as text with what stands above in the blanks that mean it.

    A column that the file lacks is passed over: that it is missing is said elsewhere.

    Args:
        frame: The rows in the order of the file, a column a name.
        source: What the file was declared to be.
    """
    theirs = [source.their_name(ours) for ours in source.blank_means_above]
    written = {name: frame[name].mask(frame[name].str.strip() == "") for name in theirs if name in frame}
    if not written:
        return frame
    # What stands above a section title holds for no row below it.
    section = (frame[TITLES] != frame[TITLES].shift()).cumsum() if TITLES in frame else pd.Series(0, frame.index)
    return frame.assign(**{name: fields.groupby(section).ffill().fillna("") for name, fields in written.items()})
