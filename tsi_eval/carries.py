"""What the bytes of a pickled study or finding say of themselves.

Python may turn any of these into bytes: to hand them to another process, or to keep them in a file.
Such a file looks like any other. So its first words say what it carries:

    …tsi_eval.carries…restored…tsi_eval Study: persons' values by pseudonym. Not for handing over.…

Whoever opens the file sees it, and a program that looks through files can look for `MARK`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

MARK = "Not for handing over. Får inte lämnas ut."
INTAKE = f"tsi_eval Intake: persons' identity numbers and values. {MARK}"
STUDY = f"tsi_eval Study: persons' values by pseudonym. {MARK}"
FINDING = f"tsi_eval Finding: persons' values and exact numbers, before disclosure control. {MARK}"
Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


def saying(record: Any, carries: str) -> Reduced:
    """Return what `pickle` and `copy` make a record again from, and before it what it carries.

    Args:
        record: An instance of a dataclass.
        carries: One of INTAKE, STUDY and FINDING.
    """
    return restored, (carries, type(record), {item.name: getattr(record, item.name) for item in fields(record)})


def restored(_: str, kind: type[Any], values: Mapping[str, Any]) -> Any:
    """Return the record again, after the words about what it carries."""
    record = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(record, name, value)
    return record
