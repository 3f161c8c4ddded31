"""From the reports of a ledger to the accounts of incidents: copies, occurrences, likenesses, groups.

All of it is derived from the store (`riwaya.ledger`) and can be made again at any time. Knows the store, the
model, the data files and the text views.
"""
