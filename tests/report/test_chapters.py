"""Chapters around the questions: people's own texts, limits, method, quality and appendix."""

from __future__ import annotations

from dataclasses import replace

from chapters_by_hand import CHANGE, change, prose, tables
from released_by_hand import PROVENANCE, finding, headline, hidden, refused, released, same, words_of

from tsi_eval.findings import RECEIPT, Claim, Quantity
from tsi_eval.language import Message
from tsi_eval.report import chapters
from tsi_eval.report.parts import Table
from tsi_eval.report.words import Words

NBSP = "\N{NO-BREAK SPACE}"
RECEIVED = finding(RECEIPT, Claim.DESCRIBES, [], question="receipt")


class TestOwnText:
    def test_a_text_stands_under_its_chapter_s_heading_with_its_own_lowered(self) -> None:
        words = words_of(texts={"sv": {"background": "\n# A\n\nord\n"}})

        assert ["# Bakgrund\n\n## A\n\nord"] == prose(chapters.own_text(words, "background"))

    def test_a_chapter_that_nobody_wrote_is_empty(self) -> None:
        words = words_of(texts={"en": {"background": "words"}, "sv": {"lessons": ""}})

        assert () == chapters.own_text(words, "background").parts == chapters.own_text(words, "lessons").parts


class TestLimits:
    def test_each_question_has_the_limit_of_its_design_or_its_claim(self) -> None:
        by_claim = finding("no_such_design", Claim.CHANGED, [], question="a")
        by_design = finding("attendance", Claim.DESCRIBES, [], question="b")
        not_answered = replace(refused(Message("refusal.not_yet")), question="c")
        words = words_of(by_claim, by_design, not_answered)

        (text,) = prose(chapters.limits(words))

        lines = [words.say(f"limit.{key}") for key in ("changed", "attendance", "refused")]
        assert [f"- {line} *(Q?)*" for line in lines] == text.splitlines()[-3:]

    def test_questions_with_the_same_limit_share_its_sentence(self) -> None:
        (text,) = prose(chapters.limits(words_of(change("a"), change("b"), short=same("Oron"))))

        assert text.splitlines()[-1].endswith("*(Oron; Oron)*")
        assert 1 == text.count("\n- ")

    def test_what_several_should_keep_in_mind_is_numbered(self) -> None:
        doubt = Message("caveat.no_clusters")
        found = [replace(change(name), caveats=(doubt,)) for name in ("a", "b")]
        words = words_of(*found)

        assert prose(chapters.limits(words))[2].startswith(f"1. {words.message(doubt)} *(Q?; Q?)*")


class TestMethod:
    def test_each_method_of_a_shown_number_has_its_text_and_formula(self) -> None:
        found = finding("any", Claim.CHANGED, [replace(CHANGE, method="clustered_mean")])
        words = words_of(found)

        text = prose(chapters.method(words))[-1]

        assert text.startswith("**Medelvärde med hänsyn till dem som hör ihop.** Medelvärdet av alla personers värden.")
        assert f"$${words.say('method.clustered_mean.formula')}$$" in text
        assert "methods" == chapters.method(words).parts[-1].box  # type: ignore[union-attr]

    def test_a_method_without_a_formula_has_none(self) -> None:
        found = finding("any", Claim.CHANGED, [replace(CHANGE, method="wilcoxon")])

        assert "$$" not in prose(chapters.method(words_of(found)))[-1]

    def test_claims_of_the_report_stand_from_the_weakest_to_the_strongest(self) -> None:
        caused = replace(change("b"), claim=Claim.CAUSED)
        one, two = (prose(chapters.method(words_of(*found)))[2] for found in ([change()], [caused, change()]))

        assert ["förändring"] == claims_in(one)
        assert ["förändring", "orsak"] == claims_in(two)
        assert [False, True] == ["Från svagast till starkast:" in text for text in (one, two)]


def claims_in(text: str) -> list[str]:
    return [line.split("**")[1] for line in text.splitlines() if line.startswith("- **")]


class TestQuality:
    def test_it_says_what_is_not_shown_only_where_something_is(self) -> None:
        hides, shows = words_of(change("q", hidden(CHANGE)), RECEIVED), words_of(change(), RECEIVED)

        assert prose(chapters.quality(hides))[-1].startswith("Vad som inte visas, för att ")
        assert prose(chapters.quality(shows))[-1].endswith("I den här rapporten behövde inget tal döljas.")

    def test_the_policy_is_explained(self) -> None:
        words = words_of(change(), RECEIVED, policy="strict")

        assert words.say("policy.strict.means") in prose(chapters.quality(words))[-1]

    def test_what_was_found_in_the_files_stands_before_the_protection(self) -> None:
        notes = {"source": same("people"), "what": Message("found.totals")}
        received = replace(RECEIVED, caveats=(Message("found.in", notes),))

        parts = chapters.quality(words_of(change(), received)).parts

        assert ["prose", "found", "prose", "prose"] == [
            part.id if isinstance(part, Table) else "prose" for part in parts
        ]


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
