"""Numbers: digits and words, hedged, ranged or vague, with what each counts or names."""
