"""Contacts: weeks belong to the month of their Thursday.

A hidden number is missing, and its status says so.
"""

from __future__ import annotations

EXAMPLE = {
    "source": """
table = "contacts"
columns.unit = "Skola"
columns.period = "Vecka"
columns.arena = "Plats"
columns.who = "Vem"
columns.n = "Antal"
columns.minutes = "Minuter"
values.who = { elev = "pupil" }
""",
    "file": "Skola;Vecka;Plats;Vem;Antal;Minuter\nSkola A;v. 5 2024;korridor;elev;3;40\nb;v. 9 2024;korridor;elev;..;\n",
    "columns": ("unit", "period", "month", "arena", "who", "n", "status", "minutes"),
    "rows": [
        ("a", "2024-W05", "2024-02", "korridor", "pupil", 3.0, "", 40.0),
        ("b", "2024-W09", "2024-02", "korridor", "pupil", None, "secret", None),
    ],
    "twice": "Skola A;v. 5 2024;korridor;elev;1;1",
    "identifiers": (),
    "formats": {"Skola": "@", "Vecka": "@", "Plats": "@", "Vem": "@", "Antal": "General", "Minuter": "General"},
}
