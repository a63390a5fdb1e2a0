"""What is said on the console: progress, and errors as a code and three lines."""

from __future__ import annotations

import sys

from tsi_eval.errors import TsiError
from tsi_eval.language import Message, Tell, say
from tsi_eval.making.worker import Unexpected, place_of

UNEXPECTED = 70


def teller(language: str) -> Tell:
    """Return a function that prints messages in a language, on standard error."""
    return lambda message: print(say(message, language), file=sys.stderr, flush=True)


def fail(error: Exception, language: str) -> int:
    """Say what went wrong, and return its exit code.

    Of an error that is no problem with a code, only its kind and place are said, never its text: it
    may hold a child's value.
    """
    if isinstance(error, TsiError):
        print(error.text(language), file=sys.stderr)
        print(say(Message("error.nothing_written"), language), file=sys.stderr)
        return error.exit_code
    unknown = error if isinstance(error, Unexpected) else Unexpected(type(error).__name__, place_of(error))
    params = {"kind": unknown.kind, "place": unknown.place}
    print(f"E999 {say(Message('error.unexpected', params), language)}", file=sys.stderr)
    return UNEXPECTED
