"""The warm-up of processes that only make reports: what reads rows is never loaded there.

Importing this module loads everything that a report needs once its values are released, and does
once what is slow the first time. It reads no data, and starts no thread: a process can only be
forked safely without them. That is why typst, which starts some, is loaded and not tried.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

# The libraries of numbers may start no threads.
os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# If this package can be imported, as it can where JupyterLab is, jsonschema builds grammars with it
# for two seconds. No notebook of ours uses them.
_absent: Any = None
sys.modules.setdefault("rfc3987_syntax", _absent)

import babel.dates  # noqa: E402  after the two settings above
import babel.numbers  # noqa: E402
import matplotlib.backends.backend_svg  # noqa: E402
import nbformat  # noqa: E402
import papermill  # noqa: E402
import pydantic  # noqa: E402
import typst  # noqa: E402

import tsi_eval.making.scanning  # noqa: E402
import tsi_eval.report.engine  # noqa: E402
import tsi_eval.report.formats  # noqa: E402
import tsi_eval.report.reading  # noqa: E402
import tsi_eval.report.render  # noqa: E402
from tsi_eval.findings.released import prepare  # noqa: E402
from tsi_eval.language import LANGUAGES, Message, say  # noqa: E402
from tsi_eval.language.numbers import long_date, number  # noqa: E402
from tsi_eval.report.figures.canvas import Drawn, svg_of  # noqa: E402
from tsi_eval.report.figures.paper import PAGE  # noqa: E402
from tsi_eval.report.formats.html import faces  # noqa: E402
from tsi_eval.report.formats.pandoc import program  # noqa: E402

USED = (babel, matplotlib, papermill, pydantic, typst, tsi_eval)


def _try() -> None:
    """Do once what is slow the first time.

    That is a drawing, the catalogues of words, the locales, the form of released values and of
    notebooks, the fonts of the page, and finding pandoc in its wheel.
    """
    from datetime import date  # noqa: PLC0415

    def draw(axes: Any) -> None:
        axes.errorbar([0, 1], [0, 1], yerr=[[0.1, 0.1], [0.1, 0.1]], marker="o")
        axes.fill_between([0, 1], [0, 0], [1, 1])
        axes.annotate("å", (0, 0))

    svg_of(Drawn(draw=draw, height=PAGE.height, alt="", subtitle="", n="", shows=()), "warm")
    prepare()
    nbformat.validate(nbformat.v4.new_notebook())  # type: ignore[no-untyped-call]
    faces()
    program()
    for language in LANGUAGES:
        say(Message("error.where"), language)
        number(1.5, 1, language)
        long_date(date(2000, 1, 1), language)


_try()
gc.collect()
gc.freeze()
