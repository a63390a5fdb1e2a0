"""Every way of every class."""

from __future__ import annotations

from . import (
    ways_as_text,
    ways_of_delivering_twice,
    ways_of_layout,
    ways_of_numbers,
    ways_of_other_files,
    ways_of_saying_when,
    ways_of_saying_who,
    ways_of_stages,
    ways_of_workbooks,
    ways_with_rows_that_are_none,
)
from .way import Way

CLASSES = (
    ways_as_text,
    ways_of_layout,
    ways_with_rows_that_are_none,
    ways_of_stages,
    ways_of_numbers,
    ways_of_delivering_twice,
    ways_of_saying_who,
    ways_of_saying_when,
    ways_of_workbooks,
    ways_of_other_files,
)
ALL: tuple[Way, ...] = tuple(way for module in CLASSES for way in module.WAYS.all)
