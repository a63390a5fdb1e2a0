"""A user's file of norms as text. Every number and source here is invented."""

from __future__ import annotations

from collections.abc import Callable

from tsi_eval.instruments import Norms

Load = Callable[[str], Norms]
HEAD = """
instrument = "sdq_parent"
source = "Invented for this test"
population = { sv = "påhittade barn", en = "invented children" }
"""


def band(low: int, high: int, scale: str = "total", name: str = "", group: str = "") -> str:
    """Return a band, called by its ends unless it has another name."""
    name = name or f"{low}-{high}"
    return (
        f'\n[[band]]\nscale = "{scale}"\nname = {{ sv = "{name}", en = "{name}" }}\nfrom = {low}\nto = {high}\n'
        f'group = "{group}"\n'
    )


def norm(scale: str = "total", mean: str = "11.5", sd: str = "4.5", group: str = "") -> str:
    """Return a mean and a spread."""
    return f'\n[[norm]]\nscale = "{scale}"\nmean = {mean}\nsd = {sd}\ngroup = "{group}"\n'
