"""The store as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables of the film's file; the same on SQLite and PostgreSQL."""

    name = "intercut.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
