"""Chapters: what is said where, and what is left out when there is nothing to say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from released_by_hand import PROVENANCE, estimate, finding, headline, hidden, refused, released, same, words_of

from tsi_eval.findings import RECEIPT, Claim, Quantity, Role
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.language import Message, Text
from tsi_eval.report import chapters
from tsi_eval.report.parts import Chapter, Figure, Prose, Table
from tsi_eval.report.words import Words

NBSP = "\N{NO-BREAK SPACE}"
UNIT = {"unit:score": same("poäng"), "score": same("Oro")}
CHANGE = headline(
    Quantity.MEAN_CHANGE, -3.2, ci_low=-5.1, ci_high=-1.3, decimals=1, n=50, outcome="score", unit="score",
    group="both", period="T0 > T1",
)  # fmt: skip
FELL = f"Oro sjönk i genomsnitt med 3,2 poäng från T0 till T1 för de 50 som mättes båda gångerna (−5,1{NBSP}till{NBSP}−1,3)."
RECEIVED = finding(RECEIPT, Claim.DESCRIBES, [], question="receipt")


def change(question: str = "q", *more: object, **about: object) -> ReleasedFinding:
    item = replace(CHANGE, question=question, **about)  # type: ignore[arg-type]
    return finding("pre_post", Claim.CHANGED, [item, *more], question=question)


def prose(chapter: Chapter) -> list[str]:
    return [part.markdown for part in chapter.parts if isinstance(part, Prose)]


def tables(chapter: Chapter) -> list[Table]:
    return [part for part in chapter.parts if isinstance(part, Table)]


class TestMessages:
    def test_sentences_stand_by_their_certainty_the_surest_first(self) -> None:
        counted = finding("any", Claim.DESCRIBES, [headline(Quantity.COUNT, 43.0, unit="persons", n=43)], question="a")
        undecided = change("b", ci_low=-5.1, ci_high=0.4)
        words = words_of(counted, undecided, change("c"), labels=UNIT)

        box = chapters.messages(words).parts[2]

        assert isinstance(box, Prose)
        assert "messages" == box.box
        headings = [line for line in box.markdown.splitlines() if line.startswith("**")]
        undecided_heading = f"**{words.say('messages.undecided')}**"
        assert ["**Vi vet**", undecided_heading, "**Räknat**"] == headings
        assert box.markdown.startswith(f"**Vi vet**\n\n- {FELL}\n\n{undecided_heading}\n\n- Oro")

    def test_a_question_has_at_most_two_sentences(self) -> None:
        three = change("q", *(replace(CHANGE, outcome=name) for name in ("b", "c")))

        box = chapters.messages(words_of(three)).parts[2]

        assert isinstance(box, Prose)
        assert 2 == box.markdown.count("\n- ")

    def test_brackets_are_explained_only_where_there_are_any(self) -> None:
        counted = finding("any", Claim.DESCRIBES, [headline(Quantity.COUNT, 43.0, unit="persons", n=43)])

        assert "Inom parentes" in prose(chapters.messages(words_of(change())))[3]
        assert "Inom parentes" not in prose(chapters.messages(words_of(counted)))[3]

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

        limits = prose(chapters.messages(words))[3]

        assert limits.endswith("** " + " ".join(words.say(key) for key in keys))

    def test_what_people_are_to_decide_stands_last_with_its_headings_lowered(self) -> None:
        words = words_of(change(), texts={"sv": {"decisions": "# A\n\nord\n\n## B"}})

        assert "## Att ta ställning till\n\n### A\n\nord\n\n#### B" == prose(chapters.messages(words))[-1]
        assert 4 == len(chapters.messages(words_of(change())).parts)


class TestSummary:
    def test_a_question_stands_once_beside_all_its_answers(self) -> None:
        two = change("q", replace(CHANGE, outcome="worry", estimate=1.0, ci_low=0.5, ci_high=1.5))

        (table,) = tables(chapters.summary(words_of(two, labels=UNIT)))

        assert ("fråga", "vad data säger", "hur säkert", "vad uppläggningen kan visa") == table.header
        assert ["Q?", ""] == [row[0] for row in table.rows]
        assert [("vi vet", "förändring")] * 2 == [row[2:] for row in table.rows]

    def test_a_refused_question_is_undecided(self) -> None:
        (table,) = tables(chapters.summary(words_of(refused(Message("refusal.not_yet")))))

        assert "vi kan inte avgöra" == table.rows[0][2]

    def test_only_the_steps_that_are_used_are_explained(self) -> None:
        words = words_of(change())

        text = prose(chapters.summary(words))[-1]

        assert text.startswith(f"- **vi vet**: {words.say('sure.known.means')}\n\nOsäkerhetsintervallet är")
        assert "räknat" not in text.partition("\n\n")[0]

    def test_many_questions_with_intervals_are_warned_of(self) -> None:
        one, two = words_of(change()), words_of(change("a"), change("b"))

        warning = two.say("summary.many", date="1 januari 2026")

        assert warning in prose(chapters.summary(two))[-1]
        assert warning not in prose(chapters.summary(one))[-1]


class TestOwnText:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("# A\n\n## B", "## A\n\n### B"),
            ("### A\n\n#### B\n\n### C", "## A\n\n### B\n\n## C"),
            ("ord utan rubrik #1", "ord utan rubrik #1"),
            ("# A\n\n###### B", "## A\n\n###### B"),
        ],
    )
    def test_headings_come_one_level_under_ours_whatever_level_they_began_at(self, text: str, shown: str) -> None:
        words = words_of(texts={"sv": {"background": f"\n{text}\n"}})

        assert [f"# Bakgrund\n\n{shown}"] == prose(chapters.own_text(words, "background"))

    def test_a_chapter_that_nobody_wrote_is_empty(self) -> None:
        words = words_of(texts={"en": {"background": "words"}, "sv": {"lessons": ""}})

        assert () == chapters.own_text(words, "background").parts == chapters.own_text(words, "lessons").parts


class TestQuestion:
    def test_it_is_named_short_and_asked_in_full(self) -> None:
        short, plain = words_of(change(), short=same("Oron")), words_of(change())

        assert "# Oron\n\n**Q?**" == prose(chapters.question(short, change()))[0]
        assert "# Q?" == prose(chapters.question(plain, change()))[0]

    def test_the_answer_stands_in_its_box_before_what_it_can_show(self) -> None:
        words = words_of(change(), labels=UNIT)
        parts = chapters.question(words, change()).parts

        assert isinstance(parts[1], Prose)
        assert ("answer", True) == (parts[1].box, parts[1].markdown.startswith("Oro sjönk"))
        assert [f"Huvudfråga, deklarerad 1 januari 2026. {words.say('claim.changed.means')}"] == prose(
            chapters.question(words, change())
        )[2:]

    def test_what_is_compared_belongs_to_the_question_and_doubts_stand_last(self) -> None:
        stretches = {"before": same("maj"), "after": same("juni")}
        caveats = (Message("compared.periods", stretches), Message("caveat.no_comparison"))
        found = replace(change(), caveats=caveats)
        words = words_of(found)

        _, _, about, doubts = prose(chapters.question(words, found))

        assert about.endswith("Före starten är maj; från starten är juni.")
        assert f"## Att tänka på\n\n- {words.say('caveat.no_comparison')}" == doubts

    def test_a_refused_question_claims_nothing_and_has_no_doubts(self) -> None:
        found = replace(refused(Message("refusal.not_yet")), caveats=(Message("caveat.no_comparison"),))

        texts = prose(chapters.question(words_of(found), found))

        assert "Huvudfråga, deklarerad 1 januari 2026." == texts[2]
        assert 3 == len(texts)

    def test_estimates_stand_in_a_table_by_their_role_the_answer_first(self) -> None:
        others = [
            estimate(Quantity.MEAN, 1.0, role=role) for role in (Role.SUPPORTING, Role.SENSITIVITY, Role.SECONDARY)
        ]
        found = change("q_1", *others)

        names = [table.id for table in tables(chapters.question(words_of(found), found))]

        assert ["headline-q-1", "secondary-q-1", "sensitivity-q-1", "supporting-q-1"] == names

    @pytest.mark.parametrize(("number", "fold"), [(3, False), (4, True)])
    def test_many_supporting_numbers_lie_behind_a_fold(self, number: int, fold: bool) -> None:
        found = change("q", *(estimate(Quantity.MEAN, float(place)) for place in range(number)))

        assert fold is tables(chapters.question(words_of(found), found))[-1].fold

    def test_a_number_stands_in_one_table_only(self) -> None:
        points = [estimate(Quantity.MEAN, 12.0, period=at, axis="occasion", n=50) for at in ("T0", "T1")]
        stage = estimate(Quantity.COUNT, 60.0, axis="stage", n=60)
        money = estimate(Quantity.UNIT_PRICE, 5.0, price_year=2023)
        found = finding("any", Claim.CHANGED, [CHANGE, *points, stage, money], {"means": points})

        shown = tables(chapters.question(words_of(found), found))

        assert ["course-means-q", "headline-q"] == [table.id for table in shown]
        assert [2, 1] == [len(table.rows) for table in shown]

    def test_nested_stages_have_a_table_of_counts_and_shares(self) -> None:
        share = estimate(Quantity.SHARE, 0.8, period="started", axis="stage", n=200, decimals=2)
        count = estimate(Quantity.COUNT, 160.0, n=160, period="started", axis="stage", unit="persons")
        found = finding("participation", Claim.DESCRIBES, [count], {"all": [share]})

        chapter = chapters.question(words_of(found), found)

        assert ["series-q"] == [table.id for table in tables(chapter)]
        assert 1 == sum(isinstance(part, Figure) for part in chapter.parts)


class TestLimits:
    def test_each_question_has_the_limit_of_its_design_or_its_claim(self) -> None:
        by_claim = finding("no_such_design", Claim.CHANGED, [], question="a")
        by_design = finding("attendance", Claim.DESCRIBES, [], question="b")
        not_answered = replace(refused(Message("refusal.not_yet")), question="c")
        words = words_of(by_claim, by_design, not_answered)

        (text,) = prose(chapters.limits(words))

        lines = [words.say(f"limit.{key}") for key in ("changed", "attendance", "refused")]
        assert [f"- **Q?** {line}" for line in lines] == text.splitlines()[-3:]

    def test_a_name_that_is_no_question_gets_a_colon(self) -> None:
        assert "- **Oron:** " in prose(chapters.limits(words_of(change(), short=same("Oron"))))[0]


class TestMethod:
    def test_each_method_of_a_shown_number_has_its_text_and_formula(self) -> None:
        found = finding("any", Claim.CHANGED, [replace(CHANGE, method="clustered_mean")])
        words = words_of(found)

        (text,) = prose(chapters.method(words))

        assert "## Medelvärde med hänsyn till dem som hör ihop\n\nMedelvärdet av alla personers värden." in text
        assert f"$${words.say('method.clustered_mean.formula')}$$" in text
        assert text.count("## ") == 2

    def test_a_method_without_a_formula_has_none(self) -> None:
        found = finding("any", Claim.CHANGED, [replace(CHANGE, method="wilcoxon")])

        assert "$$" not in prose(chapters.method(words_of(found)))[0]

    def test_claims_stand_from_the_weakest_to_the_strongest(self) -> None:
        (text,) = prose(chapters.method(words_of(change())))

        names = [line.split("**")[1] for line in text.splitlines() if line.startswith("- **")]
        assert ["räkning", "skillnad", "förändring", "avvikelse från väntad utveckling", "orsak"] == names


class TestQuality:
    def test_it_says_what_is_not_shown_only_where_something_is(self) -> None:
        hides, shows = words_of(change("q", hidden(CHANGE)), RECEIVED), words_of(change(), RECEIVED)

        assert ["withheld"] == [table.id for table in tables(chapters.quality(hides))]
        assert [] == tables(chapters.quality(shows))
        assert prose(chapters.quality(shows))[-1].endswith("I den här rapporten behövde inget tal döljas.")

    def test_the_policy_is_explained(self) -> None:
        words = words_of(change(), RECEIVED, policy="strict")

        assert words.say("policy.strict.means") in prose(chapters.quality(words))[-1]

    def test_what_was_found_in_the_files_stands_before_the_protection(self) -> None:
        notes = {"source": same("people"), "what": Message("found.totals")}
        received = replace(RECEIVED, caveats=(Message("found.in", notes),))

        parts = chapters.quality(words_of(change(), received)).parts

        assert ["prose", "prose", "found", "prose"] == [
            part.id if isinstance(part, Table) else "prose" for part in parts
        ]
        assert isinstance(parts[1], Prose)
        assert parts[1].markdown.startswith("## Så var filerna skrivna")


class TestAppendix:
    def test_it_has_every_number_of_every_question_with_all_its_decimals(self) -> None:
        share = headline(Quantity.SHARE, 0.8, ci_low=0.41, ci_high=0.99, decimals=3, n=20)
        found = finding("any", Claim.DESCRIBES, [share], {"all": [replace(share, period="T1")]}, question="q_1")

        (table,) = tables(chapters.appendix(words_of(found)))

        assert ("all-q-1", 2) == (table.id, len(table.rows))
        assert [f"80,0{NBSP}%"] * 2 == [row[table.header.index("värde")] for row in table.rows]

    def test_provenance_shows_the_beginnings_of_hashes_and_the_versions(self) -> None:
        made = replace(PROVENANCE, data={"people": "ab" * 32}, versions={"tsi_eval": "0.1"})
        words = Words(replace(released(change()), provenance=made), "sv")

        text = prose(chapters.appendix(words))[-1]

        assert "Frågorna deklarerades 1 januari 2026; kontrollsumma 0000000000000000." in text
        assert f"Data ”people”: sha256 {'ab' * 8}." in text
        assert r"- tsi\_eval 0.1." in text


def test_each_language_has_its_own_words() -> None:
    words = words_of(change(), language="en", summary=Text(sv="Svenska", en="English"))

    assert ["# Main messages", "English"] == prose(chapters.messages(words))[:2]
