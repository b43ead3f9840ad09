"""The columns of strip lists, and what must not begin a cell."""

from __future__ import annotations

from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell beginning so for a formula."""

WRITTEN: Final = (
    *("Day", "Date", "Unit", "Scene", "INT/EXT", "Set", "D/N", "Pages", "Cast", "Synopsis"),
    *("Location", "Script Day", "Script Page", "Minutes", "Notes"),
)
"""The columns we write."""

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "date": ("date", "shoot date", "shooting date"),
    "day": ("day", "shoot day", "shooting day", "day #", "day no", "day number"),
    "unit": ("unit",),
    "scene": ("scene", "scenes", "sc", "scene no", "scene number", "scene #", "sc #", "strip", "scene nos"),
    "int_ext": ("int/ext", "i/e", "ie", "int ext", "intext", "int-ext"),
    "set": ("set", "set name", "sets"),
    "heading": ("heading", "slug", "slugline", "slug line", "scene heading"),
    "location": ("location", "place", "shooting location"),
    "light": ("d/n", "day/night", "dn", "time of day", "d-n", "light", "day night"),
    "pages": ("pages", "pgs", "page count", "length", "pp", "pages (8ths)"),
    "eighths": ("eighths", "8ths", "1/8"),
    "cast": ("cast", "cast ids", "cast id's", "cast numbers", "cast #", "characters", "talent"),
    "synopsis": ("synopsis", "description", "summary", "action", "scene description"),
    "script_day": ("script day", "story day", "sd"),
    "script_page": ("script page", "script pages", "page"),
    "minutes": ("minutes", "mins", "est time", "estimated time", "est minutes", "duration", "est. time"),
    "comments": ("comments", "notes", "remarks"),
}  # fmt: skip
"""Headings of columns as other programs write them."""
