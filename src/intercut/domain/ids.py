"""Names of things: given once, never reused. Text, because scene and board numbers are text."""

from __future__ import annotations

from typing import NewType

SceneId = NewType("SceneId", str)
PartId = NewType("PartId", str)
StripId = NewType("StripId", str)
RoleId = NewType("RoleId", str)
PersonId = NewType("PersonId", str)
ElementId = NewType("ElementId", str)
SetId = NewType("SetId", str)
PlaceId = NewType("PlaceId", str)
BaseId = NewType("BaseId", str)
UnitId = NewType("UnitId", str)
EventId = NewType("EventId", str)
RuleId = NewType("RuleId", str)
BoardId = NewType("BoardId", str)
LineId = NewType("LineId", str)
"""One speech of the script: the scene's id, a dot, the speech's number within it (`17.44`)."""
SetUpId = NewType("SetUpId", str)
TakeId = NewType("TakeId", str)
EntryId = NewType("EntryId", str)
"""One entry of the take log, named by whoever made it, so that it can arrive twice and count once."""
