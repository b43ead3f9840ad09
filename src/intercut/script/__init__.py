"""Screenplays in: text and Final Draft files as elements that keep their text and place."""
