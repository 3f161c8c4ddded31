"""Dates and stretches of time: words by role, patterns over roles, and what they mean from publication."""
