"""The warm-up of worker processes: importing this module loads everything that they need.

It also does once what is slow the first time. It reads no data. A process that is forked from one
that has imported this module starts in hundredths of a second instead of seconds, and shares its
memory.
"""

from __future__ import annotations

import os

# The libraries of numbers may start no threads: a process can only be forked safely without them.
os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

import openpyxl
import pypdfium2
import scipy.optimize
import scipy.stats

import tsi_eval.analysis.remaining
import tsi_eval.ingest
import tsi_eval.making.register
import tsi_eval.pilot.load
import tsi_eval.protect
import tsi_eval.protect.disclosure.handed_out.renewing
import tsi_eval.protect.pseudonyms.lasting
import tsi_eval.protect.scanning.known

# isort: split
# The last, since it puts all that is loaded aside for good.
import tsi_eval.making.warm_up_report

USED = (openpyxl, pypdfium2, scipy, tsi_eval)
