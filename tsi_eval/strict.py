"""Records that a person wrote: read strictly, so that an unknown key is refused and never ignored."""

from __future__ import annotations

from typing import Any

# Unknown keys in a person's file are refused, never ignored.
STRICT: Any = {"extra": "forbid"}
