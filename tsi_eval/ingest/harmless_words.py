"""Words that name no person, of which headings and the names of sheets are made.

Nobody has a list of all names of persons. So it is the other way round: a name may be said where
every word of it is known, and all others are hidden.

Worked example, of a source that declares "Antal timmar":

1. "Timmar per grupp": "timmar" stands in the declared heading, "per" is a word between others, and
   "grupp" is in the list.
2. "Skolenheterna" is "skol", "enhet" and an ending.
3. "Timmr" is spelt almost as "timmar" is, which the pilot declares.
4. "Emma", "AK" and "Timmar Emma" each have a word that is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Left out on purpose, since they are names of persons as well: dag, mark, max, per, stig, vår, and
# vikt, which "Viktor" would be made of.
_WORDS = _words(
    """
    aktivitet aktuell alla allmän andel andra anm anmälan anmäld anmärkning annan annat ansvar ansvarig antal
    antals anteckning apl arbete arbets arena arkiv arm avgift avslut avslutad bakgrund barn barns bedömning behov
    belopp bemanning beskrivning beslut besök betyg bilaga blad boende budget bup bvc data datum del delmål
    deltagande deltagare diagnos diagram distrikt dokument effekt efter eht ej elev elevhälsa elevhälso enhet
    enkät esi exempel export extra familj familje fel figur flicka formulär fritid fritids fråga frågor frånvaro
    fullföljd fullföljt fyllnad fält född före föreslagen förklaring förskola förskoleklass första försättsblad
    förälder föräldrar gamla gammal gemensam giltig giltiga grund grupp grupps handläggare hela helår hemkommun
    hemma hjälp ht huvudman hvb hälsa hälso händelse höst hösttermin höstterminen id ifo indata index indikator
    info information inledning innehåll insats instruktion instrument intäkt ja jämförelse kalkyl kanal
    kartläggning kategori kod koder kolumn kommentar kommun kommundel kontakt kontakts kontroll kostnad kr kurator
    kurs kv kvalitet kvartal källa kön könen lagrad lista listor lokal lokaler lov lss läge län längd lärare läs
    läsmig läsår lön löner makro mall manual matris medel medels medelvärde median metod min minuter modell moms
    mät mätning mål målgrupp månad månader möte möten mötes mötesplats mötet namn nej nivå norra nr nummer ny nya
    närvaro nästa ogiltig ogiltiga oktober omfattning område organisation orgnr oro orsak ort pedagog period
    person personal personer pivot plats pojke post poster postort poäng prel preliminär pris procent procentandel
    process program projekt prov provtyp psykolog rad rader rapport region register rektor resultat resurs roll
    rubrik ruta räkning saknas saldo samtal samtliga samtycke schema sdq sek sekretess senaste sid sida siffra
    siffror situation sjukfrånvaro skattning skillnad skol skola skolan skolenhet skolform skolkod skyddsfaktor
    sköterska slut slutdatum social sort sorterad spalt språk st stadsdel start startdatum statistik status steg
    stor stora stöd stöds summa summering svar svarande syskon sysselsättning sätt södra tabell team termin text
    tid tider tidig tidigare tillfälle tillfällen tim timmar timme tjänst tjänste tjänster tkr total totalt tredje
    träff träffar tsi typ tätort underlag undersökning unnamed uppdrag uppföljning uppföljnings uppgift uppgifter
    utbetalning utdata utfall utfört utgift utredning uttag vald valuta variabel vecka veckor verksamhet version
    vet vidtagen vt värde värden västra vårdnad vårdnadshavare vårtermin vårterminen yrkes ämne ändring ärende åk
    ålder år årskurs åtgärd öppen östra översikt övrig övriga övrigt
    """
)
_ENGLISH = _words(
    """
    about absence activity age amount answer appendix area arena attendance average budget case category chart
    child children class code codes column comment comments consent contact contacts contents control cost costs
    count cover currency data date description diagram effect end error example export family field figure file
    form gender girls group groups guardian guardians guide hour hours index indicator info information
    instructions item items key label labels lesson list lists mean measurement median meeting meetings minutes
    missing month months name names new note notes number numbers observed offered other others outcome overview
    parent parents part participant participants percent period pivot place plan points post price prices
    process project pupil pupils quantity quarter query question questions readme reason report result results
    row rows school schools score scores second sex share sheet side source sql staff start statistics status
    step steps student students sum summary support table teacher teachers team template term terms text time
    total totals type unit units value values variable version week weeks worked worksheet year years
    """
)
_KNOWN = _WORDS | _ENGLISH
# Between others only, in small letters: "Per" alone is a name.
_BETWEEN = _words(
    """
    av de den det du en ett for from för från hos i in inkl exkl inom med mig och of om on på per som the till to under
    utan vid and with by är
    """
)
_ENDINGS = ("", "s", "n", "en", "et", "ar", "er", "or", "na", "arna", "erna", "orna", "ens", "ets", "ernas", "arnas")
_SHORTEST_PART, _SHORTEST_OF_DECLARED, _SHORTEST_ALIKE = 4, 3, 5
_ALIKE = 0.8
_LETTERS = re.compile(r"[^\W\d_]+")


def declared_words(declared: Iterable[str]) -> frozenset[str]:
    """Return the words of declared names, in small letters.

    Example:
        >>> sorted(declared_words(["Antal timmar", "sdq_1"]))
        ['antal', 'sdq', 'timmar']
    """
    words = (word.casefold() for name in declared for word in _LETTERS.findall(name))
    return frozenset(word for word in words if len(word) >= _SHORTEST_OF_DECLARED)


def all_harmless(text: str, declared: frozenset[str] = frozenset()) -> bool:
    """Tell whether no word of a text can be a person's name; digits and signs are no words.

    A single capital after a word stands for one of several: "Skola A".

    Args:
        text: A name without its periods.
        declared: What `declared_words` gave.

    Example:
        >>> [all_harmless(text) for text in ("Antal skolor", "Skola A", "A", "Emma", "Per")]
        [True, True, False, False, False]
    """
    words = _LETTERS.findall(text)
    return all(_is_harmless(word, words[:place], declared) for place, word in enumerate(words))


# After these a single letter is one of several groups, and no person.
_LETTERED = _words("alternativ arm blad del enhet grupp group klass class kolumn skola school team version")


def _is_harmless(word: str, before: list[str], declared: frozenset[str]) -> bool:
    if len(word) == 1 and before and word != "i":
        return word.isupper() and before[-1].casefold() in _LETTERED
    if word in _BETWEEN and before:
        return True
    plain = word.casefold()
    return plain in declared or _is_made_of_known(plain) or any(_is_alike(plain, other) for other in declared)


@lru_cache(maxsize=4_096)
def _is_made_of_known(word: str, *, whole: bool = True) -> bool:
    """Tell whether a word is a known one, or some of them after each other, with an ending."""
    if whole and word in _KNOWN:
        return True
    for end in range(_SHORTEST_PART, len(word) + 1):
        if word[:end] in _WORDS:
            rest = word[end:]
            if rest in _ENDINGS or any(_is_made_of_known(part, whole=False) for part in (rest, rest.removeprefix("s"))):
                return True
    return False


def _is_alike(word: str, declared: str) -> bool:
    """Tell whether a word is a declared one with a slip of the pen, or a part of it."""
    is_part = declared.startswith(word) or declared.endswith(word)
    if is_part and len(word) >= _SHORTEST_PART:
        return True
    if min(len(word), len(declared)) < _SHORTEST_ALIKE:
        return False
    return SequenceMatcher(None, word, declared, autojunk=False).ratio() >= _ALIKE
