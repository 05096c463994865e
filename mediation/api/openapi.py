"""The API's description (OpenAPI 3.1), made from the table of endpoints and their models."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from aiohttp import web
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from mediation.api import endpoints
from mediation.cases.schemas import Problem
from mediation.problems import CONTENT_TYPE

REFERENCE: Final = "#/components/schemas/{model}"


async def serve(_: web.Request) -> web.Response:
    """The description; open to everybody, since it names no one."""
    return web.json_response(document())


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The whole description as JSON."""
    paths: dict[str, Any] = {}
    for endpoint in endpoints.ALL:
        path = paths.setdefault(endpoints.BASE + endpoint.path, {})
        path[endpoint.method.lower()] = _operation(endpoint)
    models = {
        model
        for endpoint in endpoints.ALL
        for model in (endpoint.takes, endpoint.answers, Problem)
        if model
    }
    ordered = sorted(models, key=lambda model: model.__name__)
    _, schemas = models_json_schema(
        [(model, "validation") for model in ordered], ref_template=REFERENCE
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "峄调即和 case API", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _operation(endpoint: endpoints.Endpoint) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]
    if endpoint.asks:
        for name, schema in endpoint.asks.model_json_schema()["properties"].items():
            parameters.append({"name": name, "in": "query", "schema": schema})
    answer = {"description": "done", "content": _json(endpoint.answers)}
    operation: dict[str, Any] = {
        "summary": endpoint.summary,
        "parameters": parameters,
        "responses": {
            "200": answer,
            "default": {"description": "a problem", "content": _json(Problem, CONTENT_TYPE)},
        },
    }
    if endpoint.takes:
        parameters.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "schema": {"type": "string", "maxLength": 200},
            }
        )
        operation["requestBody"] = {"required": True, "content": _json(endpoint.takes)}
        operation["responses"] |= {
            "201": answer,
            "200": answer | {"description": "done before, under the same key"},
        }
    return operation


def _json(model: type[BaseModel], content_type: str = "application/json") -> dict[str, Any]:
    return {content_type: {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}}
