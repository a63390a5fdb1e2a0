"""One small delivery, and the ways in which municipalities write it, or spoil it.

`delivery.py` holds the delivery, written cleanly once. Each module of ways rewrites one or more of
its files. `judging.py` reads what a way gave, and says whether it is the same study.
"""
