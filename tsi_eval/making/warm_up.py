"""The warm-up of worker processes: importing this module loads everything that a report needs.

It also does once what is slow the first time. It reads no data. A process that is forked from one
that has imported this module starts in hundredths of a second instead of seconds, and shares its
memory.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

# The libraries of numbers may start no threads: a process can only be forked safely without them.
os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# If this package can be imported, as it can where JupyterLab is, jsonschema builds grammars with it
# for two seconds. No notebook of ours uses them.
_absent: Any = None
sys.modules.setdefault("rfc3987_syntax", _absent)

import babel.dates  # noqa: E402  after the two settings above
import babel.numbers  # noqa: E402
import matplotlib.backends.backend_svg  # noqa: E402
import openpyxl  # noqa: E402
import papermill  # noqa: E402
import pydantic  # noqa: E402
import pypdfium2  # noqa: E402
import scipy.optimize  # noqa: E402
import scipy.stats  # noqa: E402
import typst  # noqa: E402

import tsi_eval.analysis.remaining  # noqa: E402
import tsi_eval.ingest  # noqa: E402
import tsi_eval.making.register  # noqa: E402
import tsi_eval.pilot.load  # noqa: E402
import tsi_eval.protect  # noqa: E402
import tsi_eval.protect.disclosure.handed_out.renewing  # noqa: E402
import tsi_eval.protect.pseudonyms.lasting  # noqa: E402
import tsi_eval.protect.scanning.known  # noqa: E402
import tsi_eval.report.engine  # noqa: E402
import tsi_eval.report.formats  # noqa: E402
import tsi_eval.report.reading  # noqa: E402
from tsi_eval.language import LANGUAGES, Message, say  # noqa: E402
from tsi_eval.language.numbers import long_date, number  # noqa: E402
from tsi_eval.report.figures.canvas import Drawn, svg_of  # noqa: E402
from tsi_eval.report.figures.paper import PAGE  # noqa: E402
from tsi_eval.report.formats.pandoc import program  # noqa: E402

USED = (babel, matplotlib, openpyxl, papermill, pydantic, pypdfium2, scipy, typst, tsi_eval)


def _try() -> None:
    """Do once what is slow the first time.

    That is a drawing, the catalogues of words, the locales, and finding pandoc in its wheel.
    """
    from datetime import date  # noqa: PLC0415

    def draw(axes: Any) -> None:
        axes.errorbar([0, 1], [0, 1], yerr=[[0.1, 0.1], [0.1, 0.1]], marker="o")
        axes.fill_between([0, 1], [0, 0], [1, 1])
        axes.annotate("å", (0, 0))

    svg_of(Drawn(draw=draw, height=PAGE.height, alt="", subtitle="", n="", shows=()), "warm")
    program()
    for language in LANGUAGES:
        say(Message("error.where"), language)
        number(1.5, 1, language)
        long_date(date(2000, 1, 1), language)


_try()
gc.collect()
gc.freeze()
