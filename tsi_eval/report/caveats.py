"""What to keep in mind of the answers: of one in its chapter, of several in one place.

A caveat that two or more questions have is said once, in the chapter on what the report can't say,
under a number; the chapters of its questions name the number.

Example. Three series compare with no group. Their chapters say "Punkt 2 i kapitlet ”Vad rapporten
inte kan säga” gäller också.", and there stands

    2. Frågan jämför inte med någon annan grupp. (Förfrågningar; Orosanmälningar; Utredningar)
"""

from __future__ import annotations

from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.language import Message
from tsi_eval.report.explained import UNDER_TABLES, messages_of
from tsi_eval.report.words import Words

# Questions that share a caveat before it is said in one place.
SEVERAL = 2
# Fewer numbers that follow on each other are named one by one.
FEWEST_IN_A_RUN = 3


def is_comparison(message: Message) -> bool:
    """Tell whether a caveat says what is compared, which is part of the question and no doubt."""
    return message.key.startswith("compared.")


def caveats_of(words: Words, finding: ReleasedFinding) -> tuple[str, ...]:
    """Return a question's caveats in words, without those that stand under its tables."""
    messages = (message for message in messages_of(finding) if message.key not in UNDER_TABLES)
    return tuple(dict.fromkeys(words.message(message) for message in messages if not is_comparison(message)))


def shared(words: Words) -> dict[str, list[str]]:
    """Return the caveats of several questions, each with the short names of its questions."""
    asked: dict[str, list[str]] = {}
    for finding in words.asked_findings():
        for caveat in caveats_of(words, finding):
            asked.setdefault(caveat, []).append(words.short(finding))
    return {caveat: questions for caveat, questions in asked.items() if len(questions) >= SEVERAL}


def own_caveats(words: Words, finding: ReleasedFinding) -> tuple[str, ...]:
    """Return the caveats that no other question has."""
    several = shared(words)
    return tuple(caveat for caveat in caveats_of(words, finding) if caveat not in several)


def shared_caveats(words: Words, finding: ReleasedFinding) -> str:
    """Return under which numbers the caveats stand that a question shares with others, or ""."""
    mine = caveats_of(words, finding)
    points = [number for number, caveat in enumerate(shared(words), start=1) if caveat in mine]
    if not points:
        return ""
    key = "caveats.shared_one" if len(points) == 1 else "caveats.shared"
    return words.say(key, numbers=_listed(points, words.say("word.and")))


def _listed(points: list[int], between: str) -> str:
    """Return numbers in a row, three or more that follow on each other as "1–3"."""
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][-1] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    said = [text for run in runs for text in _run(run)]
    return between.join(filter(None, (", ".join(said[:-1]), said[-1])))


def _run(run: list[int]) -> list[str]:
    return [f"{run[0]}–{run[-1]}"] if len(run) >= FEWEST_IN_A_RUN else [str(point) for point in run]
