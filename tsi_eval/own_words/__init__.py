"""What people write in their own texts that a report has to hold against its answers.

Marks and places in braces (`marks.py`), words that claim something (`claims.py`), and numbers that
are typed (`numbers.py`). Whether they are right, `pilot/marked_texts.py` and the report know.
"""
