"""How a notebook stops that was asked for something it can't do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tsi_eval.errors import TsiError, UsageError


class Stopped(UsageError):
    """A notebook can't do what it was asked for, which is said without the code that noticed it."""

    def _render_traceback_(self) -> list[str]:
        # IPython asks an error for what to show instead of the lines that led to it.
        return self.text().splitlines()


@contextmanager
def said_alone() -> Iterator[None]:
    """While the block runs, its errors stop the notebook with their words and nothing else.

    Raises:
        Stopped: Whatever the block raised that is meant for the user.
    """
    try:
        yield
    except TsiError as error:
        raise Stopped(error.problems) from None
