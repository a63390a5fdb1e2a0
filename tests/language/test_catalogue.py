"""How a message becomes a sentence, and how the catalogue is gathered."""

from __future__ import annotations

import re

import pytest

from tsi_eval.language import DEFAULT_LANGUAGE, LANGUAGES, Message, Text, has_sentence, keys, say
from tsi_eval.language.catalogue import DoubledKeyError, Plural, gathered, sentences, word_files


def test_message_says_texts_and_messages_inside_it() -> None:
    inner = Message("word.from_to", {"first": Text(sv="hösten", en="autumn"), "last": "T1"})

    assert "hösten till T1" == say(inner, "sv")
    assert "autumn to T1" == say(inner, "en")


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (1, "1 rad i 1 fil; 1 kolumn är inte deklarerad", "1 row in 1 file; 1 column is not declared"),
        ("117", "117 rader i 117 filer; 117 kolumner är inte", "117 rows in 117 files; 117 columns are not"),
        ("0", "0 rader i 0 filer; 0 kolumner är inte", "0 rows in 0 files; 0 columns are not"),
    ],
)
def test_a_sentence_bends_with_each_of_its_numbers(number: str | int, swedish: str, english: str) -> None:
    message = Message(
        "progress.received", {"pilot": "p", "source": "s", "rows": number, "files": number, "dropped": number}
    )

    assert swedish in say(message, "sv")
    assert english in say(message, "en")


def test_a_key_that_stands_in_two_files_is_refused_with_its_name_and_both_files() -> None:
    first = ("language/sv/answers.toml", {"caveat": {"leavers": "En.", "imputed": "Två."}})
    second = ("designs/pre_post/sv.toml", {"caveat": {"imputed": "Tre."}})

    assert {"caveat.leavers", "caveat.imputed"} == set(gathered([first]))
    with pytest.raises(DoubledKeyError, match=re.escape("'caveat.imputed'")) as error:
        gathered([first, second])
    assert all(name in str(error.value) for name in (first[0], second[0]))


def test_the_docstring_s_example_is_said_as_it_says() -> None:
    message = Message("progress.received", {"pilot": "p", "source": "s", "rows": 117, "files": 1, "dropped": 1})

    assert say(message).startswith("p: s, 117 rader i 1 fil; 1 kolumn är inte deklarerad")


def test_swedish_is_said_when_no_language_is_named() -> None:
    assert DEFAULT_LANGUAGE == LANGUAGES[0] == "sv"
    assert "vi vet" == say(Message("sure.known.word"))


def test_an_unknown_key_or_place_is_a_fault_in_the_package() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        say(Message("no.such.key"))
    with pytest.raises(KeyError, match="first"):
        say(Message("word.from_to", {"last": "b"}))


def test_words_that_look_like_places_are_words() -> None:
    assert "{last} till {0}" == say(Message("word.from_to", {"first": "{last}", "last": "{0}"}))


def test_what_fills_no_place_is_not_asked_for() -> None:
    broken = Message("no.such.key")

    assert "a till b" == say(Message("word.from_to", {"first": "a", "last": "b", "other": broken}))


def test_the_catalogue_knows_its_keys() -> None:
    assert has_sentence("sure.known.word")
    assert not has_sentence("sure.known")
    assert "sure.known.word" in keys("en")


def test_a_text_is_said_in_each_language() -> None:
    text = Text(sv="hösten", en="autumn")

    assert ("hösten", "autumn") == (text.in_language("sv"), text.in_language("en"))


def test_keys_are_gathered_with_dots_and_plurals_whole() -> None:
    table = {
        "a": {"b": {"c": "en mening"}, "d": "en till"},
        "count": {"rows": {"by": "count", "one": "{count} rad", "other": "{count} rader"}},
    }

    rows = Plural("count", {"one": "{count} rad", "other": "{count} rader"})
    assert {"a.b.c": "en mening", "a.d": "en till", "count.rows": rows} == gathered([("f.toml", table)])
    assert {} == gathered([])


def test_the_same_key_twice_in_one_language_is_refused_even_when_the_words_are_the_same() -> None:
    with pytest.raises(DoubledKeyError):
        gathered([("a.toml", {"x": "ord"}), ("b.toml", {"x": "ord"})])


@pytest.mark.parametrize(
    ("number", "sentence"), [("1", "1 rad"), ("0", "0 rader"), ("1\u00a0001", "1\u00a0001 rader"), ("..", ".. rader")]
)
def test_a_plural_is_said_of_a_number_as_it_is_written(number: str, sentence: str) -> None:
    rows = sentences("sv")["count.rows"]

    assert isinstance(rows, Plural)
    assert sentence == rows.said_of(number, "sv").format(count=number)


def test_the_house_s_files_come_before_the_designs_and_each_by_name() -> None:
    names = [name for name, _ in word_files("sv")]

    house = [name for name in names if name.startswith("language/sv/")]
    designs = [name for name in names if name.startswith("designs/")]
    assert names == sorted(house) + sorted(designs)
    assert house
    assert designs
