"""Words and numbers for readers.

`catalogue.py` holds every sentence by its key, in Swedish and in English. `numbers.py` writes
numbers and dates as the readers of each language do.
"""

from tsi_eval.language.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Message, Tell, Text, has_sentence, keys, say

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Message", "Tell", "Text", "has_sentence", "keys", "say"]
