"""The ledger: an append-only store in a hash chain, and the accounts of incidents derived from it.

Knows the model, the data files and the text views.
"""
