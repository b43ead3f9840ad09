"""What the API promises, and whether it keeps it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from intercut.web.api.whole import make_api
from intercut.web.desk import Desk


@pytest.fixture(autouse=True)
def fresh_routers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NINJA_SKIP_REGISTRY", "1")


def test_pages_types_are_drawn_from_todays_api(root: Path) -> None:
    written = json.loads((root / "frontend" / "openapi.json").read_text())
    now = json.loads(json.dumps(make_api().get_openapi_schema(path_prefix="/api/")))
    assert written == now, "run: make types"


@pytest.mark.slow
def test_every_route_keeps_its_promise(served: tuple[str, Desk]) -> None:
    base, desk = served
    promise = make_api().get_openapi_schema(path_prefix="/api/")
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(promise)))
    session = desk.doorkeeper.enter(desk.doorkeeper.ticket())
    assert session is not None
    headers = {"X-Intercut-Token": session.token}
    checks = [
        schemathesis.checks.not_a_server_error,
        schemathesis.checks.response_schema_conformance,
        schemathesis.checks.status_code_conformance,
        schemathesis.checks.content_type_conformance,
    ]
    tried = set()
    for result in schema.get_all_operations():
        operation = result.ok()  # type: ignore[union-attr]

        @given(case=operation.as_strategy())
        @settings(
            max_examples=12,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def keeps(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(
                base_url=base,
                headers=headers,
                cookies={desk.cookie: session.key},
                checks=checks,
            )

        keeps()
        tried.add(operation.label)
    assert len(tried) > 30
