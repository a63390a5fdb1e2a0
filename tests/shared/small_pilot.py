"""A small pilot with known content, made here, and the pieces of it that other pilots share."""

from __future__ import annotations

import numpy as np

ABOUT = """
municipality = "Testkommun"
data = "synthetic"
policy = "default"
report_date = 2026-11-22
title = { sv = "Liten pilot", en = "Tiny pilot" }
summary = { sv = "Påhittade data.", en = "Invented data." }
period = { sv = "läsåret 2023/24", en = "school year 2023/24" }
report = { authors = ["A"], contact = { name = "B", role = "C", email = "b@example.org" } }

[windows]
T0 = "HT2023"
T1 = "VT2024"
"""
LABELS = """
[labels]
T0 = { sv = "hösten", en = "autumn" }
T1 = { sv = "våren", en = "spring" }
offered = { sv = "erbjudna", en = "offered" }
started = { sv = "började", en = "started" }
completed = { sv = "fullföljde", en = "completed" }
arm = { sv = "grupp", en = "group" }
"arm=a" = { sv = "grupp A", en = "group A" }
"arm=b" = { sv = "grupp B", en = "group B" }
"""
SCHOOLS = """
[[unit]]
id = "a"
kind = "school"
label = { sv = "Skola A", en = "School A" }

[[unit]]
id = "b"
kind = "school"
label = { sv = "Skola B", en = "School B" }
"""
SCORE = """
[outcome.score]
label = { sv = "poäng", en = "score" }
unit = { sv = "poäng", en = "points" }
minimum = 0
maximum = 40
"""
PEOPLE = """
[[source]]
id = "people"
table = "persons"
files = ["persons.csv"]
person = "id"
columns = { arm = "grupp" }
values.arm = { A = "a", B = "b" }

[[source]]
id = "log"
table = "enrolment"
files = ["log*.csv"]
person = "id"
columns = { stage = "steg" }
values.stage = { erbjuden = "offered", startat = "started", klar = "completed" }
"""
FORMS = """
[[source]]
id = "forms"
table = "measures"
files = ["forms.csv"]
person = "id"
columns = { date = "datum" }
outcomes.score = ["poang"]
"""

QUESTIONS = """
declared = 2026-11-01

[[question]]
id = "reached"
design = "participation"
role = "exploratory"
direction = "none"
text = { sv = "Vilka nåddes?", en = "Who was reached?" }
options = { stages = ["offered", "started", "completed"], by = "arm" }

[[question]]
id = "changed"
design = "pre_post"
role = "primary"
direction = "lower_better"
text = { sv = "Förändrades poängen?", en = "Did the score change?" }
options = { outcome = "score", before = "T0", after = "T1" }

[[question]]
id = "groups"
design = "comparison"
role = "exploratory"
direction = "lower_better"
text = { sv = "Skiljer sig grupperna?", en = "Do the groups differ?" }
options = { outcome = "score", occasion = "T1", group = "arm", reference = "a" }
"""
NO_QUESTIONS = "declared = 2026-11-01\nquestion = []\n"


def tiny_files(persons: int = 60) -> dict[str, str]:
    """Return the files of a pilot: children in two groups, three stages, two measurements."""
    rng = np.random.default_rng(20261122)
    ids = [f"barn{i:03d}" for i in range(persons)]
    arms = ["A" if i % 2 else "B" for i in range(persons)]
    started, completed = ids[: persons * 5 // 6], ids[: persons * 2 // 3]
    before = rng.integers(8, 30, persons)
    after = np.clip(before - rng.integers(-3, 8, persons), 0, 40)
    people = "".join(f"{i},{arm}\n" for i, arm in zip(ids, arms, strict=True))
    log = "".join(
        f"{i},{step}\n"
        for members, step in ((ids, "erbjuden"), (started, "startat"), (completed, "klar"))
        for i in members
    )
    forms = "".join(f"{i},2023-09-15,{a}\n" for i, a in zip(ids, before, strict=True))
    forms += "".join(f"{i},2024-05-15,{b}\n" for i, b in zip(started, after, strict=False))
    return {
        "pilot.toml": ABOUT + LABELS,
        "sources.toml": SCORE + PEOPLE + FORMS,
        "questions.toml": QUESTIONS,
        "persons.csv": "id,grupp\n" + people,
        "log.csv": "id,steg\n" + log,
        "forms.csv": "id,datum,poang\n" + forms,
    }
