"""Words and numbers for readers.

`catalogue.py` holds every sentence by its key, in Swedish and in English. `numbers.py` writes
numbers and dates as the readers of each language do. `chosen.py` knows which language was chosen.
"""

from tsi_eval.language.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Message, Tell, Text, has_sentence, keys, say
from tsi_eval.language.chosen import chosen
from tsi_eval.language.own import with_own

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "Message",
    "Tell",
    "Text",
    "chosen",
    "has_sentence",
    "keys",
    "say",
    "with_own",
]
