"""What people's own texts may say of an answer is what the report says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters_by_hand import CHANGE, UNIT, change
from released_by_hand import estimate, finding, headline, hidden, kept, refused, words_of

from tsi_eval.findings import Claim, Part, Quantity
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.language import LANGUAGES, Message
from tsi_eval.own_words.marks import Word
from tsi_eval.report.answer_words import answer_of, said_in_place, security, shows, verdict

NBSP = "\N{NO-BREAK SPACE}"
COUNTED = finding("any", Claim.DESCRIBES, [headline(Quantity.COUNT, 43.0, unit="persons", n=43)])
COST = finding("cost", Claim.DESCRIBES, [headline(Quantity.COST, 751_234.0, unit="sek")])
LIKELY = finding(
    "pre_post", Claim.CHANGED, [headline(Quantity.IMPROVEMENT, 0.64, ci_low=0.53, ci_high=0.75, decimals=2, n=49)]
)
UNSURE = replace(CHANGE, ci_low=-5.1, ci_high=0.4, question="q")
NOT_SHOWN = change("q", estimate=None, ci_low=None, ci_high=None, n=None, status="suppressed", reason="few")
REFUSED = refused(Message("refusal.not_yet"))


def share() -> ReleasedFinding:
    answer = headline(Quantity.SHARE_DIFFERENCE, 0.253, ci_low=0.192, ci_high=0.312, decimals=3, unit="share", n=611)
    before, after = (
        estimate(Quantity.SHARE, value, period=period, decimals=3, unit="share")
        for value, period in ((0.321, Part.BEFORE_START), (0.574, Part.AFTER_START))
    )
    return finding("tally_share", Claim.CHANGED, [answer, before, after])


def ratio() -> ReleasedFinding:
    answer = headline(Quantity.RATE_RATIO, 1.26, ci_low=0.97, ci_high=1.63, decimals=2, unit="ratio")
    return finding("time_series", Claim.DIVERGED, [answer])


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (change(), "moved"),
        (change("q", ci_high=0.4), "open"),
        (COUNTED, "counted"),
        (COST, "computed"),
        (NOT_SHOWN, "hidden"),
        (REFUSED, "refused"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_data_show_is_one_of_a_few_words(found: ReleasedFinding, shown: str, language: str) -> None:
    words = words_of(found, language=language, labels=UNIT)

    assert shown == shows(words, found)
    assert words.say(f"verdict.{shown}") == verdict(words, found) == said_in_place(words, found, Word.VERDICT)


@pytest.mark.parametrize(
    ("found", "word", "said"),
    [
        (share(), Word.CHANGE, "+25,3 procentenheter"),
        (share(), Word.VALUE, "25,3 procentenheter"),
        (share(), Word.INTERVAL, f"19,2{NBSP}till{NBSP}31,2"),
        (share(), Word.BEFORE, f"32,1{NBSP}%"),
        (share(), Word.AFTER, f"57,4{NBSP}%"),
        (share(), Word.N, "611"),
        (change(), Word.CHANGE, "−3,2 poäng"),
        (change(), Word.N, "50"),
        (ratio(), Word.CHANGE, "+26 procent"),
        (ratio(), Word.INTERVAL, f"−3{NBSP}till{NBSP}+63 procent"),
        (COUNTED, Word.VALUE, "43 personer"),
        (COST, Word.VALUE, f"ungefär 751{NBSP}000 kronor"),
        (LIKELY, Word.VALUE, "0,64"),
        (LIKELY, Word.CHANGE, ""),
        (COUNTED, Word.CHANGE, ""),
        (COUNTED, Word.INTERVAL, ""),
        (COUNTED, Word.BEFORE, ""),
        (COUNTED, Word.SECURITY, ""),
        (ratio(), Word.N, ""),
        (change("q", ci_low=None, ci_high=None, level=0.95), Word.INTERVAL, ""),
        *((found, word, "") for found in (NOT_SHOWN, REFUSED) for word in Word if word != Word.VERDICT),
    ],
)
def test_a_place_has_the_number_of_the_report_or_nothing(found: ReleasedFinding, word: Word, said: str) -> None:
    assert said == said_in_place(words_of(found, labels=UNIT), found, word)


def test_a_number_of_an_earlier_report_has_its_date() -> None:
    found = kept(change())

    assert "−3,2 poäng (30 juni 2025)" == said_in_place(words_of(found, labels=UNIT), found, Word.CHANGE)


def test_numbers_are_those_of_the_first_answer_that_is_shown() -> None:
    first, second = replace(CHANGE, question="q"), replace(UNSURE, estimate=-1.0, group="girls")
    found = finding("pre_post", Claim.CHANGED, [hidden(first), second])

    assert second.estimate == answer_of(found).estimate  # type: ignore[union-attr]
    assert "" == security(words_of(found), found)
