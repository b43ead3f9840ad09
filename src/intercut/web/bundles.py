"""Published files kept for a while in memory, so that a browser can take them away."""

from __future__ import annotations

import io
import secrets
import threading
import zipfile
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from intercut.errors import NotFound

MOST: Final = 20
"""Publications kept; the oldest goes first. Our assumption."""

TYPES: Final = {
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ics": "text/calendar; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".uss": "application/json",
    ".zip": "application/zip",
}


class Bundles:
    """The last publications of this server, by a name nobody can guess."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, dict[str, bytes]] = {}

    def keep(self, files: Mapping[str, bytes]) -> str:
        """The name under which these files can be taken."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[name] = dict(files)
            while len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]
        return name

    def response(self, bundle: str, name: str, called: str = "documents.zip") -> HttpResponse:
        """One file, or with ``name`` "" all of them in one archive of the name ``called``.

        Raises
        ------
        NotFound
            When it is not kept (any more).
        """
        with self._lock:
            files = self._kept.get(bundle)
        if files is None or (name and name not in files):
            msg = "these files are not kept any more."
            raise NotFound(msg, "Make them again.")
        data = files[name] if name else _archive(files)
        name = name or called
        kind = TYPES.get(PurePath(name).suffix, "application/octet-stream")
        response = HttpResponse(data, content_type=kind)
        response["Content-Disposition"] = (
            content_disposition_header(as_attachment=True, filename=name) or "attachment"
        )
        return response


def _archive(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
