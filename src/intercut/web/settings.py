"""Django's settings for the app, on top of those of the store."""

from __future__ import annotations

import secrets
from typing import Final

from django.conf import settings

from intercut.store import settings as store_settings

LARGEST_BODY: Final = 100_000_000
"""Bytes of a request beyond which it is refused unread; the largest board we read. Ours."""

LARGEST_JSON: Final = 20_000_000
"""Bytes of a request that is no file: a whole facts file fits. Ours."""

HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")
"""Names this machine calls itself; anything else is a page of somebody else's."""


def configure() -> None:
    """Set Django up for the app; a second time changes nothing."""
    store_settings.configure()
    if getattr(settings, "ROOT_URLCONF", "") == "intercut.web.urls":
        return
    settings.ROOT_URLCONF = "intercut.web.urls"
    settings.SECRET_KEY = secrets.token_urlsafe(32)
    settings.ALLOWED_HOSTS = list(HOSTS)
    settings.MIDDLEWARE = ["intercut.web.gate.Gate"]
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_JSON
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
    settings.APPEND_SLASH = False
    settings.LOGGING_CONFIG = None
