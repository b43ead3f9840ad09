"""Breakdown marks of a Final Draft file, with the category numbers all programs share."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element as Xml

from intercut.script.screenplay import Tag

# Universal category numbers of Final Draft's own categories, whose ids are the same in every file.
UCID_BY_ID: Final = {
    "01fc9642-84ff-4366-b37c-a3068dee57e8": 100,
    "028a4e2b-b507-4d09-88ab-90e3edae9071": 101,
    "0377dbe6-77a3-41af-bda8-86eb2468fdbf": 102,
    "04721a56-f54b-49c8-80ad-d53887d6b851": 103,
    "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa": 104,
    "069e18b8-2109-4f3d-94e7-d802027a60a8": 105,
    "0726fa85-1e65-4ab8-87de-bf21d09b01f0": 106,
    "08ae1eef-32ce-415f-9a9b-0982d2453ec4": 107,
    "09cb0d1c-ce01-4f22-bb64-b5f2e6c491c6": 108,
    "0ae40617-cc7c-48e6-ae2b-5aaecc09986f": 109,
    "0b0b44c9-aa4b-4c40-88b1-d94472ad7a26": 114,
    "0ce7d308-096d-4603-8fe8-349f72cd89ff": 113,
    "0debb71b-5743-4c53-80cc-e17e841ce645": 116,
    "0e7a8fc5-5441-4bad-a9bf-5ddd3fe51c69": 117,
    "0ff5cda4-4d43-4cfe-940f-91380c46fdad": 119,
    "109d0eaa-0334-4823-ac0c-b44d3f209dc4": 118,
    "1179a4b1-70ee-4011-b4a2-809a0af09e92": 120,
    "12ab0932-e3b9-4b4a-bcd0-3da1b4e61d5e": 121,
    "135cc9d1-c4d5-4d00-83d9-571f584ea9cd": 122,
    "148267ae-50ae-4746-8202-659fb7447b55": 125,
    "15b6f4fd-4e74-4ad8-9971-b239d88c2997": 123,
    "47b02ff1-5161-4137-b736-f36eebba7643": 110,
}
UCID_BY_NAME: Final = {
    "set": 0,
    "sets": 0,
    "int/ext": 1,
    "day/night": 2,
    "script day": 3,
    "unit": 4,
    "sequence": 5,
    "location": 6,
    "locations": 6,
    "cast": 100,
    "cast member": 100,
    "cast members": 100,
    "characters": 100,
    "background": 101,
    "background actor": 101,
    "background actors": 101,
    "extras": 101,
    "stunt": 102,
    "stunts": 102,
    "vehicle": 103,
    "vehicles": 103,
    "prop": 104,
    "props": 104,
    "special effect": 105,
    "special effects": 105,
    "sfx": 105,
    "wardrobe": 106,
    "costume": 106,
    "costumes": 106,
    "makeup": 107,
    "makeup/hair": 107,
    "make-up/hair": 107,
    "hair/makeup": 107,
    "animal": 108,
    "animals": 108,
    "animal handler": 109,
    "animal wrangler": 109,
    "animal wranglers": 109,
    "camera": 110,
    "grip": 111,
    "electric": 112,
    "electrics": 112,
    "sound": 113,
    "music": 114,
    "art dept": 115,
    "art department": 115,
    "set dressing": 116,
    "greenery": 117,
    "security": 118,
    "special equipment": 119,
    "additional labor": 120,
    "additional labour": 120,
    "visual effects": 121,
    "vfx": 121,
    "mechanical effects": 122,
    "notes": 123,
    "comments": 124,
    "misc": 125,
    "miscellaneous": 125,
    "other": 126,
}


def ucid_of(category_id: str, name: str) -> int | None:
    """Universal category number by Final Draft's id, else by name; None for a category of its own."""
    known = UCID_BY_ID.get(category_id.strip().lower())
    if known is not None:
        return known
    return UCID_BY_NAME.get(" ".join(name.split()).casefold())


def tags_of(data: Xml | None) -> tuple[tuple[Tag, ...], dict[str, tuple[str, ...]]]:
    """Tags of a file's `TagData`, and which of them each tag number on a run stands for."""
    if data is None:
        return (), {}
    names = {c.get("Id", ""): c.get("Name", "") for c in data.iterfind("TagCategories/TagCategory")}
    things = {
        d.get("Id", ""): (d.get("CatId", ""), d.get("Label", ""))
        for d in data.iterfind("TagDefinitions/TagDefinition")
    }
    tags: list[Tag] = []
    ids: dict[str, tuple[str, ...]] = {}
    for mark in data.iterfind("Tags/Tag"):
        number = mark.get("Number", "").strip()
        definitions = [(d.text or "").strip() for d in mark.iterfind("DefId")]
        for definition in definitions:
            if definition not in things or not number:
                continue
            category_id, label = things[definition]
            taken = ids.get(number, ())
            tag_id = number if not taken else f"{number}.{len(taken) + 1}"
            ids[number] = (*taken, tag_id)
            name = names.get(category_id, "")
            tags.append(Tag(id=tag_id, category=name, ucid=ucid_of(category_id, name), label=label))
    return tuple(tags), ids
