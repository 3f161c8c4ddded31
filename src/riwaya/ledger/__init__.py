"""The ledger: an append-only store in a hash chain, with decisions, verification, backups and search.

Knows the model, the data files and the text views.
"""
