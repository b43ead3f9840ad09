"""Scenes shot in parts: calls and other intercuts, each end with its place, people and lines."""

from intercut.breakdown.parts.build import Splits, SplitScene, split_scenes

__all__ = ["SplitScene", "Splits", "split_scenes"]
