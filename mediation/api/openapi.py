"""The API's description (OpenAPI 3.1), made from the table of endpoints and their models."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from aiohttp import web
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from mediation.api import endpoints, webhooks
from mediation.api.reading import KEY as KEY_PATTERN
from mediation.cases.answers import Problem
from mediation.console.cookies import SESSION
from mediation.problems import CONTENT_TYPE

REFERENCE: Final = "#/components/schemas/{model}"
ABOUT: Final = (
    "Text is UTF-8 without the character NUL, a body at most 1 MB, and has to arrive within 10 s."
    " Where two bodies are described, the token decides: the first is the bot's, the second another"
    " office's, which sees its own cases alone. Staff who are signed in may read what is in their scope."
)
KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "the same key with the same body is done once, with another body refused (409)",
    "schema": {"type": "string", "pattern": f"^{KEY_PATTERN.pattern}$"},
}
NUMBER: Final = {
    "name": "no",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{4}-[0-9]{6,9}$"},
}
PROBLEMS: Final = {
    400: "no HTTP that can be read; when writing also no JSON, or no usable key",
    401: "no token that counts",
    403: "not for other offices",
    404: "no such case, or none of yours",
    408: "the body did not arrive in time",
    409: "the key, draft or number was used before",
    413: "the body is too large",
    415: "not application/json",
    422: "fields that do not fit, each named",
    503: "busy: send it again",
}
ALWAYS: Final = (400, 401, 503)
WRITING: Final = (408, 409, 413, 415, 422)


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
    models: set[type[BaseModel]] = {
        model
        for endpoint in endpoints.ALL
        for model in (endpoint.takes, endpoint.from_sources, endpoint.answers, Problem)
        if model
    } | set(webhooks.MODELS)
    ordered = sorted(models, key=lambda model: model.__name__)
    _, schemas = models_json_schema(
        [(model, "validation") for model in ordered], ref_template=REFERENCE
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "峄调即和 case API", "version": "1", "description": ABOUT},
        "paths": paths,
        "webhooks": webhooks.described(_json),
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": SESSION},
            },
        },
        "security": [{"token": []}],
    }


def _operation(endpoint: endpoints.Endpoint) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [NUMBER] if "{no}" in endpoint.path else []
    if endpoint.asks:
        for name, schema in endpoint.asks.model_json_schema()["properties"].items():
            parameters.append({"name": name, "in": "query", "schema": schema})
    operation: dict[str, Any] = {
        "operationId": _name(endpoint),
        "summary": endpoint.summary,
        "parameters": parameters,
        "responses": {"200": {"description": "done", "content": _json(endpoint.answers)}},
    }
    refused = set(ALWAYS)
    if endpoint.path.startswith("/cases/"):
        refused.add(404)
    if endpoint.asks:
        refused.add(422)
    if not endpoint.for_sources:
        refused.add(403)
    if endpoint.takes:
        refused |= set(WRITING)
        parameters.append(KEY)
        bodies = [one for one in (endpoint.takes, endpoint.from_sources) if one]
        operation["requestBody"] = {"required": True, "content": _json(*bodies)}
        made = {
            "description": "done",
            "content": _json(endpoint.answers),
            "links": _links(endpoint),
        }
        operation["responses"] = {
            "201": made,
            "200": made | {"description": "done before, under the same key"},
        }
    else:
        operation["security"] = [{"token": []}, {"session": []}]
    for status in sorted(refused):
        operation["responses"][str(status)] = {
            "description": PROBLEMS[status],
            "content": _json(Problem, content_type=CONTENT_TYPE),
        }
    operation["responses"]["400"]["content"] |= {"text/plain": {"schema": {"type": "string"}}}
    return operation


def _name(endpoint: endpoints.Endpoint) -> str:
    """Such as ``getCases`` and ``getCasesByNo``."""
    steps = re.sub(r"{(\w+)}", r"by-\1", endpoint.path).strip("/").replace("/", "-").split("-")
    return endpoint.method.lower() + "".join(step.capitalize() for step in steps)


def _links(endpoint: endpoints.Endpoint) -> dict[str, Any]:
    """Where the number of a new case leads."""
    if endpoint.path != "/cases":
        return {}
    return {
        _name(one): {"operationId": _name(one), "parameters": {"no": "$response.body#/no"}}
        for one in endpoints.ALL
        if "{no}" in one.path
    }


def _json(*models: type[BaseModel], content_type: str = "application/json") -> dict[str, Any]:
    found = [{"$ref": REFERENCE.format(model=model.__name__)} for model in models]
    return {content_type: {"schema": found[0] if len(found) == 1 else {"anyOf": found}}}
