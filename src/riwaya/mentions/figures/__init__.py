"""Counts of people: who is counted, how many, and what became of them."""
