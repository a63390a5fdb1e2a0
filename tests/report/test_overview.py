"""What a reader meets first: main messages by their certainty, and the summary of all answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters_by_hand import CHANGE, UNIT, change, prose, tables
from released_by_hand import finding, headline, refused, words_of

from tsi_eval.findings import Claim, Quantity, Verdict
from tsi_eval.language import Message, Text
from tsi_eval.report.overall import further, overall
from tsi_eval.report.overview import messages, summary
from tsi_eval.report.parts import Figure, Prose

# Where the box of answers stands: after the heading, the overall sentence and what the pilot was.
BOX = 3
NBSP = "\N{NO-BREAK SPACE}"
FELL = f"Oro sjönk i genomsnitt med 3,2 poäng från T0 till T1 för de 50 som mättes båda gångerna (−5,1{NBSP}till{NBSP}−1,3)."


class TestMessages:
    def test_it_tells_of_reach_and_cost_before_the_questions_about_change(self) -> None:
        counted = finding("any", Claim.DESCRIBES, [headline(Quantity.COUNT, 43.0, unit="persons", n=43)], question="b")
        words = words_of(change("a"), counted, labels=UNIT)

        box = messages(words).parts[BOX]

        assert isinstance(box, Prose)
        assert "messages" == box.box
        headings = [line for line in box.markdown.splitlines() if line.startswith("**")]
        names = ("reached", "costs", "main_one")
        assert [f"**{words.say(f'messages.{name}')}**" for name in names] == headings
        assert box.markdown.endswith(f"\n\n- {FELL}")
        assert f"- {words.say('messages.no_costs')}" in box.markdown

    def test_exploratory_questions_beside_main_ones_are_told_of_together(self) -> None:
        found = [change("a"), change("b"), change("c", ci_low=-5.1, ci_high=0.4)]
        made = words_of(*found, labels=UNIT)
        asked = made.released.cover.questions
        roles = tuple(replace(one, role="primary" if one.id == "a" else "exploratory") for one in asked)
        words = replace(made, released=replace(made.released, cover=replace(made.released.cover, questions=roles)))

        (last,) = messages(words).parts[BOX].markdown.split(f"**{words.say('messages.further')}**")[1:]  # type: ignore[union-attr]

        assert last.strip() == "\n".join(f"- {sentence}" for sentence in further(words))
        assert FELL not in last

    def test_a_heading_counts_its_questions(self) -> None:
        one, two = (messages(words_of(*map(change, names), labels=UNIT)).parts[BOX] for names in ("a", "ab"))

        assert isinstance(one, Prose)
        assert isinstance(two, Prose)
        assert ["**Huvudfrågan om förändring**", "**Huvudfrågorna om förändring**"] == [
            next(line for line in box.markdown.splitlines() if line.startswith("**Huvud")) for box in (one, two)
        ]

    def test_an_interval_has_no_name_where_the_page_says_what_brackets_are(self) -> None:
        share = headline(Quantity.SHARE, 0.8, ci_low=0.7, ci_high=0.9, n=80, decimals=3, unit="share", period="done")
        words = words_of(finding("attendance", Claim.DESCRIBES, [share], question="a"), change("b"), labels=UNIT)

        page, table = messages(words).parts[BOX].markdown, tables(summary(words))[0]  # type: ignore[union-attr]

        assert "osäkerhetsintervall" not in page
        assert "(osäkerhetsintervall 70" in table.rows[0][1]

    def test_the_overall_sentence_stands_first(self) -> None:
        words = words_of(change(), labels=UNIT)

        assert f"**{overall(words)}**" == prose(messages(words))[1]

    def test_a_question_has_at_most_two_sentences(self) -> None:
        three = change("q", *(replace(CHANGE, outcome=name) for name in ("b", "c")))

        box = messages(words_of(three)).parts[BOX]

        assert isinstance(box, Prose)
        assert 2 == box.markdown.split("Huvudfrågan om förändring")[1].count("\n- ")

    def test_brackets_are_explained_only_where_there_are_any(self) -> None:
        counted = finding("any", Claim.DESCRIBES, [headline(Quantity.COUNT, 43.0, unit="persons", n=43)])

        assert "inom parentes" in prose(messages(words_of(change())))[-1]
        assert "inom parentes" not in prose(messages(words_of(counted)))[-1]

    @pytest.mark.parametrize(
        ("claims", "keys"),
        [
            ([Claim.DESCRIBES], ["messages.no_cause", "messages.counting"]),
            ([Claim.CHANGED], ["messages.no_cause", "messages.other_causes"]),
            ([Claim.DESCRIBES, Claim.DIFFERS], ["messages.no_cause", "messages.other_causes", "messages.counting"]),
            ([Claim.CAUSED, Claim.DESCRIBES], ["limit.describes", "limit.caused"]),
        ],
    )
    def test_what_can_not_be_said_goes_by_the_kinds_of_answers(self, claims: list[Claim], keys: list[str]) -> None:
        found = [finding("any", claim, [], question=f"q{place}") for place, claim in enumerate(claims)]
        words = words_of(*found)

        limits = prose(messages(words))[-1]

        assert limits.endswith("** " + " ".join(words.say(key) for key in keys))


class TestSummary:
    def test_what_people_are_to_decide_stands_last_with_its_headings_lowered(self) -> None:
        words = words_of(change(), texts={"sv": {"decisions": "# A\n\nord\n\n## B"}})

        assert "## Att ta ställning till\n\n### A\n\nord\n\n#### B" == prose(summary(words))[-1]
        assert len(prose(summary(words_of(change())))) + 1 == len(prose(summary(words)))

    def test_two_answers_about_change_have_a_figure(self) -> None:
        one, two = (summary(words_of(*found, labels=UNIT)).parts for found in ([change()], [change("a"), change("b")]))

        assert [0, 1] == [sum(isinstance(part, Figure) for part in parts) for parts in (one, two)]

    def test_a_question_stands_once_beside_all_its_answers(self) -> None:
        sure = replace(CHANGE, outcome="worry", estimate=1.0, ci_low=0.5, ci_high=1.5)
        unsure = replace(sure, outcome="sleep", ci_low=-0.5, verdict=Verdict(leaves_out_nothing=False))
        three = change("q", sure, unsure)

        (table,) = tables(summary(words_of(three, labels=UNIT)))

        assert ("fråga", "vad data säger", "hur säkert", "vad uppläggningen kan visa") == table.header
        assert ["Q?", ""] == [row[0] for row in table.rows]
        assert [("data visar", "förändring"), ("vi kan inte avgöra", "förändring")] == [row[2:] for row in table.rows]
        assert 2 == table.rows[0][1].count("i genomsnitt")

    def test_a_refused_question_is_undecided(self) -> None:
        (table,) = tables(summary(words_of(refused(Message("refusal.not_yet")))))

        assert "vi kan inte avgöra" == table.rows[0][2]

    def test_only_the_steps_that_are_used_are_explained(self) -> None:
        words = words_of(change())

        text = prose(summary(words))[-1]

        assert text.startswith(f"- **data visar**: {words.say('sure.shows.means')}\n\nOsäkerhetsintervallet är")
        assert "räknat" not in text.partition("\n\n")[0]

    def test_many_questions_with_intervals_are_warned_of(self) -> None:
        one, two = words_of(change()), words_of(change("a"), change("b"))

        warning = two.say("summary.many", date="1 januari 2026")

        assert warning in prose(summary(two))[-1]
        assert warning not in prose(summary(one))[-1]

    def test_questions_that_nobody_declared_are_not_said_to_be(self) -> None:
        two = words_of(change("a"), change("b"))
        cover = two.released.cover
        asked = tuple(replace(item, role="undeclared") for item in cover.questions)
        nobodys = replace(two, released=replace(two.released, cover=replace(cover, questions=asked)))

        said = prose(summary(nobodys))[-1]

        assert nobodys.say("summary.many_undeclared") in said
        assert two.say("summary.many", date="1 januari 2026") not in said


def test_each_language_has_its_own_words() -> None:
    words = words_of(change(), language="en", summary=Text(sv="Svenska", en="English"))

    assert ["# Main messages", f"**{overall(words)}**", "English"] == prose(messages(words))[:3]
