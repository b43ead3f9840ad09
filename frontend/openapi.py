"""Prints what the API promises, from which the page's types are drawn (`make types`)."""

from __future__ import annotations

import json

from intercut.web.api.whole import make_api

print(json.dumps(make_api().get_openapi_schema(path_prefix="/api/"), indent=1, sort_keys=True))
