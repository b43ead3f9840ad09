"""Scenes shot in parts: calls and other intercuts, each end with its place, people and lines."""

from intercut.breakdown.parts.build import SplitScene, split_scenes

__all__ = ["SplitScene", "split_scenes"]
