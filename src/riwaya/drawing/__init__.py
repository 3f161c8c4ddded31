"""Figures, days and places as SVG: no script, no style of its own, the same in the app and in the dossier."""
