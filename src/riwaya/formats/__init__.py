"""Reports in and readings out. Knows only the model."""
