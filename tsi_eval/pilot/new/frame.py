"""Words of a new pilot's files that no template holds: their names, and what Excel says of a column."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from tsi_eval.language import Text
from tsi_eval.strict import STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words in `frame.toml`.

    Attributes:
        sheet: Name of an Excel file's only sheet.
        readme_name: Name of the read-me.
        hints: What Excel says when a cell of a column is chosen.
    """

    __pydantic_config__ = STRICT

    sheet: Text
    readme_name: Text
    hints: Mapping[str, Text]


@cache
def frame() -> Frame:
    """Return the words in `frame.toml`."""
    text = files(__package__).joinpath("frame.toml").read_text(encoding="utf-8")
    return TypeAdapter(Frame).validate_json(json.dumps(tomllib.loads(text)), strict=True)
