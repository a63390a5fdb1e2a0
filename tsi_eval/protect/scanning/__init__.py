"""What is searched in every file before it leaves: identity numbers, and persons of the delivery.

The two doors judge what goes through them. This is for what goes past them: a stray cell of the
notebook, a title of a picture, a file that somebody attached.

- *Found* is a kind and the way to it, never the value.
- *Known* is what a delivery's persons are told by: digests with the key of this user and machine,
  made where the rows are, looked up where the files are.
- *Not looked into* is what could not be opened, is too large, or is of no kind that a report holds.

`walk.py` says in what order. Each file has a worked example.
"""

from tsi_eval.protect.scanning.recognising import Known, Recogniser
from tsi_eval.protect.scanning.walk import Found, scan

__all__ = ["Found", "Known", "Recogniser", "scan"]
