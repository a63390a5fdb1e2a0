"""Persons: attributes, and what persons belong to."""

from __future__ import annotations

EXAMPLE = {
    "source": """
table = "persons"
person = "Ärende"
columns.arm = "Grupp"
values.arm = { A = "a", B = "b" }
clusters = { family = "Familj" }
""",
    "file": "Ärende;Grupp;Familj\nbarn-001;A;familj-9\nbarn-002;B;familj-9\n",
    "columns": ("person", "arm", "family"),
    "rows": [("barn-001", "a", "familj-9"), ("barn-002", "b", "familj-9")],
    "twice": "barn-001;B;familj-9",
    "identifiers": ("barn-001", "barn-002", "familj-9"),
    "formats": {"Ärende": "@", "Grupp": "@", "Familj": "@"},
}
