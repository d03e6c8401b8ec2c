"""The OpenAPI 3.1 description of the JSON interface, made from its table of operations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from review.answers import SCHEMAS, named


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. `choices` empty = free; `kind` string or integer."""

    name: str
    help: str
    choices: Sequence[str] = ()
    where: str = "query"
    kind: str = "string"
    required: bool = False

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": self.kind}
        if self.choices:
            schema["enum"] = [str(choice) for choice in self.choices]
        return schema


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked. `answer`: the schema of what it gives. `body`: properties of the JSON object it takes, `needed` those
    that must be there.
    """

    method: str
    path: str
    endpoint: Callable[..., Any]
    summary: str
    answer: Mapping[str, Any]
    parameters: tuple[Parameter, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)
    needed: tuple[str, ...] = ()


def description(operations: Sequence[Operation]) -> dict[str, Any]:
    """The whole description as JSON."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "tinso",
            "version": "1",
            "description": "Articles of Vietnam's provincial portals: what is new, edited, moved and removed. With a password set,"
            " send it as HTTP Basic (any user name). What changes something takes JSON.",
        },
        "paths": paths,
        "components": {"schemas": dict(SCHEMAS), "securitySchemes": {"password": {"type": "http", "scheme": "basic"}}},
        "security": [{}, {"password": []}],
    }


def _operation(operation: Operation) -> dict[str, Any]:
    ok = {"description": "The answer.", "content": {"application/json": {"schema": dict(operation.answer)}}}
    wrong = {"content": {"application/json": {"schema": named("Error")}}}
    described: dict[str, Any] = {
        "operationId": operation.endpoint.__name__,
        "summary": operation.summary,
        "parameters": [
            {
                "name": parameter.name,
                "in": parameter.where,
                "required": parameter.required or parameter.where == "path",
                "description": parameter.help,
                "schema": parameter.schema(),
            }
            for parameter in operation.parameters
        ],
        "responses": {
            "200": ok,
            "400": {"description": "A value that cannot be used.", **wrong},
            "401": {"description": "A password is needed.", **wrong},
            "404": {"description": "There is no such thing.", **wrong},
            "default": {"description": "Refused, or not possible right now; the error says why.", **wrong},
        },
    }
    if operation.body:
        schema = {"type": "object", "properties": dict(operation.body), "required": list(operation.needed)}
        described["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return described
