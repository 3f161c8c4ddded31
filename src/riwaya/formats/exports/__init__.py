"""Incidents in the formats that the field uses. Knows only the model; `catalogue` lists the formats."""
