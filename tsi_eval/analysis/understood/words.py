"""The words of `check`: what the pilot calls things, and lists, amounts and months."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tsi_eval.analysis.cover import cover_of
from tsi_eval.errors import WITHHELD, safe
from tsi_eval.language import LANGUAGES, Message, Text, say
from tsi_eval.language.numbers import number, stretch
from tsi_eval.periods import month_index
from tsi_eval.pilot.declaration import Pilot

Word = str | Text | Message
# What fills the places of a sentence.
Params = dict[str, str | int | Text | Message]


@dataclass(frozen=True, slots=True)
class Names:
    """What a pilot calls things, as its report calls them."""

    labels: Mapping[str, Text]

    def of(self, name: str) -> Text:
        """Return the word for an outcome, a stage, an occasion, a series or a column.

        A name without a word is a term or a month as readers write it, or else itself.
        """
        found = self.labels.get(name)
        return found or _both(lambda language: stretch(str(safe(name)), language))

    def value(self, column: str, value: str) -> Text:
        """Return the word for a value of a column."""
        return self.labels.get(f"{column}={value}") or self.of(value)

    def unit(self, unit: str) -> Text:
        """Return what a school or team is called; a row of none is of all."""
        return self.value("unit", unit) if unit else _both(lambda language: say(Message("group.all"), language))


def names_of(pilot: Pilot) -> Names:
    """Return what a pilot calls things."""
    given = cover_of(pilot).labels
    answered = {f"series={source.answered}": source for source in pilot.sources if source.answered}
    # What counts who answered is often named by no label, since no report shows it.
    made = {
        name: _who_answered(given.get(source.id))
        for name, source in answered.items()
        if name not in given and source.answered not in given
    }
    return Names({name: _safe(text) for name, text in {**given, **made}.items()})


def _who_answered(of: Text | None) -> Text:
    message = Message("understood.who_answered" if of is None else "understood.who_answered_of", {"of": of or ""})
    return _both(lambda language: say(message, language))


def _safe(text: Text) -> Text:
    return Text(sv=shown(text.sv), en=shown(text.en))


def listed(words: Iterable[Word], between: str = ", ") -> Text:
    """Return several words as one list, in both languages."""
    items = list(words)
    return _both(lambda language: between.join(in_words(word, language) for word in items))


def whole(value: float) -> Text:
    """Return a number without decimals, as each language writes it."""
    return _both(lambda language: number(value, 0, language))


def exact(value: float) -> Text:
    """Return a number with as many decimals as it has, three at most."""
    decimals = next((places for places in range(3) if round(value, places) == value), 3)
    return _both(lambda language: number(value, decimals, language))


def span(months: Iterable[str]) -> Text:
    """Return the first and the last of some months, such as "aug 2023–juni 2024"."""
    every = sorted(months)
    return _months(every[0], every[-1])


def stretches(months: Iterable[str]) -> Text:
    """Return months as stretches without holes, such as "juli 2023, april–juni 2024"."""
    runs: list[list[str]] = []
    for month in sorted(set(months)):
        if runs and month_index(month) == month_index(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return listed(_months(run[0], run[-1]) for run in runs)


def shown(text: str) -> str:
    """Return a name of a file, a sheet or a column without what may be a child's number."""
    found = safe(text)
    return found if isinstance(found, str) else WITHHELD


def _months(first: str, last: str) -> Text:
    if first == last:
        return _both(lambda language: stretch(first, language))
    same_year = first[:4] == last[:4]

    def said(language: str) -> str:
        begin = stretch(first, language)
        return f"{begin.split()[0] if same_year else begin}–{stretch(last, language)}"

    return _both(said)


def in_words(word: Word, language: str) -> str:
    """Return a word as it is said in one language."""
    if isinstance(word, Message):
        return say(word, language)
    return word.in_language(language) if isinstance(word, Text) else word


def _both(said: Callable[[str], str]) -> Text:
    return Text(**{language: said(language) for language in LANGUAGES})
