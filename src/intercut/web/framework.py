"""Django Ninja, which asks for Django's settings as it is imported: they are made first."""

# ruff: noqa: E402

from __future__ import annotations

from intercut.web.settings import configure

configure()

from ninja import Body, File, Form, NinjaAPI, Query, Router, Schema
from ninja.errors import HttpError, ValidationError
from ninja.files import UploadedFile
from ninja.security import APIKeyCookie

__all__ = [
    "APIKeyCookie",
    "Body",
    "File",
    "Form",
    "HttpError",
    "NinjaAPI",
    "Query",
    "Router",
    "Schema",
    "UploadedFile",
    "ValidationError",
]
