"""Records of options, checked wherever they are made: designs, outcomes.

A design is made in a pilot's `questions.toml`, in a notebook, or by `dataclasses.replace` from
another. All three end in `Options.__post_init__`, which asks two things in turn:

1. Is each option of its declared type? `scale="ordnal"` is none of the scales, and `level=95` is
   not between 0 and 1. Types are checked strictly: a number is never made of a text.
2. Do the options contradict each other? `before="T0", after="T0"` compares an occasion with itself.
   These rules are the design's own, in `contradictions`.

A refusal names the option, what was expected, and what the researcher wrote; what she declares is
hers, and no value of a person. Three things are taken that a researcher writes naturally: a list
becomes a tuple, so that the design stays frozen, a number of numpy becomes one of Python, and the å
that a Mac writes as an a and a ring becomes one sign, as in the rows. Example:
`stages=["offered", "started"]` is kept as `("offered", "started")`. Any other sequence, such as an
array or a column of a frame, is refused.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, ClassVar, Self, get_type_hints

from tsi_eval.errors import Param, Problem, UsageError, did_you_mean
from tsi_eval.language import Message
from tsi_eval.strict import LARGEST, SMALLEST, STRICT, expected

LONGEST_SHOWN = 60
# A list may hold lists, but no option has them deeper than this; a list may also hold itself.
DEEPEST = 5
PLAIN = (str, int, float, type(None))


class OptionError(UsageError, ValueError):
    """An option that can't be meant; a `ValueError` too, so that pydantic says where it stands."""


class Options:
    """A frozen record of options, which refuses what it can't mean.

    A class derives from it as a frozen dataclass. Records inside a design's options, such as the
    smallest change that matters, derive from it too.
    """

    __slots__ = ()
    __pydantic_config__ = STRICT
    # The option of a design that holds such a record, or "" for a design itself.
    option: ClassVar[str] = ""

    def __new__(cls, *values: Any, **given: Any) -> Self:
        """Begin a record; `__init__` would refuse what is misspelt in Python's words.

        A record that is copied is begun with nothing given.

        Raises:
            OptionError: Values without a name (E487), options that it does not have (E488), or none
                of one that it must have (E489).
        """
        if problems := tuple(_of_other_names(cls, len(values), given)):
            raise OptionError(problems)
        return super().__new__(cls)

    def __post_init__(self) -> None:
        """Check every option, then what they say together.

        Raises:
            OptionError: Every option that is not what it must be (E291), or else every
                contradiction between them.
        """
        if problems := tuple(self._checked()):
            raise OptionError(problems)
        if problems := tuple(self.contradictions()):
            raise OptionError(problems)

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the options can't mean together: nothing, unless a design says otherwise."""
        yield from ()

    def refusal(self, code: str, key: str, **params: Param) -> Problem:
        """Return a problem with one option, with its key and its place in the call.

        Args:
            code: Of the problem.
            key: The option.
            **params: What else fills the problem's lines.
        """
        path = f"{self.option}.{key}" if self.option else key
        place = f"{type(self).__name__}({key}=…)"
        return Problem(code=code, params={"key": path, "option": path, "place": place, **params})

    def _checked(self) -> Iterator[Problem]:
        """Put the checked value in the place of each option.

        An option that is refused is yielded as a problem (E291).
        """
        from pydantic import ValidationError  # noqa: PLC0415  beside the readers that raise it

        # A class of records is hashable, which mypy can't see.
        kind: Any = type(self)
        for key, read in _readers(kind).items():
            try:
                value = read(_plain(getattr(self, key)), strict=True)
            except ValidationError as error:
                # A list with one wrong value may be too short as well; the value says more.
                item = max(error.errors(include_url=False), key=lambda item: len(item["loc"]))
                yield self.refusal("E291", key, expected=expected(item), got=_shown(item["input"]))
                continue
            if not _within_reach(value):
                yield self.refusal("E291", key, expected=Message("expected.within_reach"), got=_shown(value))
                continue
            # The record is frozen for everyone else; this is still its making.
            object.__setattr__(self, key, value)


def _of_other_names(kind: Any, values: int, given: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what is wrong with the names under which options are given."""
    known = {item.name: item for item in fields(kind) if item.init}
    call = {"call": f"{kind.__name__}(…)", "known": ", ".join(known)}
    if values:
        yield Problem(code="E487", params=call)
    for name in given.keys() - known.keys():
        yield Problem(code="E488", params={**call, "name": name, "suggestion": did_you_mean(name, known)})
    absent = [name for name, item in known.items() if item.default is MISSING and item.default_factory is MISSING]
    absent = [name for name in absent if name not in given]
    if absent and given and not values:
        yield Problem(code="E489", params={**call, "names": ", ".join(absent)})


@cache
def _readers(kind: type) -> Mapping[str, Callable[..., Any]]:
    """Return option → the function that checks it, made once for each class."""
    from pydantic import ConfigDict, TypeAdapter  # noqa: PLC0415  beside the readers that are made of it

    hints = get_type_hints(kind, include_extras=True)
    config = ConfigDict(allow_inf_nan=False)
    # A record has its own configuration, and takes no other.
    adapters = {
        item.name: TypeAdapter(hint) if is_dataclass(hint := hints[item.name]) else TypeAdapter(hint, config=config)
        for item in fields(kind)
    }
    return {name: adapter.validate_python for name, adapter in adapters.items()}


def _within_reach(value: object) -> bool:
    """Tell whether numbers can be squared: none is too large, or too close to 0 without being 0."""
    if isinstance(value, tuple):
        return all(map(_within_reach, value))
    if isinstance(value, (int, float)):
        return value == 0 or SMALLEST <= abs(value) <= LARGEST
    return True


def _is_numpys(value: Any) -> bool:
    """Tell whether a value is a number, a truth or a text of numpy's, which others may not load."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, (numpy.number, numpy.bool_, numpy.str_))


def _plain(value: Any, depth: int = 0) -> object:
    """Return a list as a tuple, numpy's numbers as Python's, and words as rows have them."""
    if _is_numpys(value):
        value = value.item()
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if depth == DEEPEST:
        return value
    if isinstance(value, (list, tuple)):
        return tuple(_plain(item, depth + 1) for item in value)
    if isinstance(value, Mapping):
        return {_plain(key, depth + 1): _plain(item, depth + 1) for key, item in value.items()}
    return value


def _shown(value: object) -> str:
    """Return what the researcher wrote, if it is plain.

    Of anything else, such as a frame, only its type is shown.
    """
    plain = isinstance(value, PLAIN) or (isinstance(value, tuple) and all(isinstance(item, PLAIN) for item in value))
    shown = repr(value) if plain else type(value).__name__
    return shown if len(shown) <= LONGEST_SHOWN else shown[:LONGEST_SHOWN] + "…"
