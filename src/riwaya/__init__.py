"""Riwaya (رواية, an account): reads Arabic conflict reporting into anchored accounts."""
