"""The ground: one sentence (`Practice`), how it was asked (`Asking`), and what an audit says about both.

Frozen values only, standard library only; the codec is the one file that knows a serialiser.
"""
