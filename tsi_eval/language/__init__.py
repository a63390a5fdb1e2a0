"""Words and numbers for readers: one catalogue in Swedish and English, and the number formats of each."""

from tsi_eval.language.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Message, Tell, Text, has_sentence, keys, say

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Message", "Tell", "Text", "has_sentence", "keys", "say"]
