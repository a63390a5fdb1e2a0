"""How secure the answers of the repository's pilots are said to be, word for word.

A change that is meant to change them renews `security.json` with `python
tests/goldens/test_security.py`, and says in its message what changed.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import pytest

from tsi_eval import analyse, find_project, load_pilot, open_study, release
from tsi_eval.report.security import about_answers
from tsi_eval.report.words import Words

KEPT = Path(__file__).with_name("security.json")
PROJECT = find_project(Path(__file__).parent)
PILOTS = ("anorexia", "e_connect", "familjeteamet", "konsultationsteam", "skolfam", "star")


def said(pilot: str) -> dict[str, str]:
    """Return what is said in Swedish of the answers to each question that has any."""
    words = Words(release(analyse(open_study(load_pilot(PROJECT.data / pilot)))), "sv")
    every = {finding.question: about_answers(words, finding) for finding in words.asked_findings()}
    return {question: text.replace("\N{NO-BREAK SPACE}", " ") for question, text in every.items() if text}


@pytest.mark.parametrize("pilot", PILOTS)
def test_each_answer_is_as_secure_as_it_was(pilot: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSI_EVAL_KEY_FILE", str(tmp_path / "key"))

    assert json.loads(KEPT.read_text(encoding="utf-8"))[pilot] == said(pilot)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        os.environ["TSI_EVAL_KEY_FILE"] = str(Path(place) / "key")
        every = {pilot: said(pilot) for pilot in sys.argv[1:] or PILOTS}
    KEPT.write_text(json.dumps(every, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
