"""The published specification of Discord's API, where it is at hand: requests held against it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema_rs import ValidationError, ValidationErrorKind

PUBLISHED = Path(__file__).resolve().parents[2] / "../shared/specs/discord-openapi.json"
_ROOT = "/api/v10"

_NUMBERS_TOO = (
    ("MessageAttachmentRequest", "id"),
    ("CreatePrivateChannelRequest", "recipient_id"),
)
"""Snowflakes that discord.py sends as numbers: Discord reads both."""

_LISTS_OF_NUMBERS_TOO = (
    ("MessageAllowedMentionsRequest", "roles"),
    ("MessageAllowedMentionsRequest", "users"),
)
"""The same, many of them."""

_NUMBER = {"type": "integer", "minimum": 0}

_OF_ANOTHER_KIND = (
    ValidationErrorKind.Constant,
    ValidationErrorKind.Enum,
    ValidationErrorKind.Type,
)

_TOLD = 200
"""Characters of an error's words; it quotes the value that is wrong, then says how."""


@dataclass(frozen=True, slots=True)
class Specification:
    """Operations by path and method, and the schemas of what they carry."""

    document: dict[str, Any]
    _validators: dict[tuple[str, str], jsonschema_rs.Validator] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Specification | None":
        """Read the published specification, if it is here."""
        return _published()

    def violations(self, method: str, path: str, body: Any) -> list[str]:
        """Say what is wrong with a request; ``body`` is its JSON, None where it has none.

        ``path`` may begin with the root of the API. Of a form, ``body`` is its ``payload_json``.
        """
        path = path.partition("?")[0].removeprefix(_ROOT)
        template = self._template(path)
        operation = self.document["paths"].get(template, {}).get(method.lower())
        if operation is None:
            return [f"{method} {path} is no operation"]
        asks = operation.get("requestBody")
        if asks is None:
            return [] if body is None else [f"{method} {path}: takes no body"]
        if body is None:
            return [f"{method} {path}: its body is missing"] if asks.get("required") else []
        errors = self._validator(template, method, asks).iter_errors(body)
        return [f"{method} {path}: {words}" for error in errors for words in _told(error)]

    def _template(self, path: str) -> str:
        """Find the path with the fewest names left open; the path itself where none fits."""
        segments = path.split("/")
        fitting = (
            (known.count("{"), known)
            for known in self.document["paths"]
            if _fits(known.split("/"), segments)
        )
        return min(fitting, default=(0, path))[1]

    def _validator(
        self, template: str, method: str, asks: dict[str, Any]
    ) -> jsonschema_rs.Validator:
        known = self._validators.get((template, method))
        if known is None:
            content = asks["content"]
            carried = content.get("application/json") or content["multipart/form-data"]
            known = jsonschema_rs.Draft202012Validator(
                {"allOf": [carried["schema"]], "components": self.document["components"]},
                validate_formats=False,
            )
            self._validators[template, method] = known
        return known


def _fits(known: list[str], given: list[str]) -> bool:
    return len(known) == len(given) and all(
        name == value or (name.startswith("{") and bool(value))
        for name, value in zip(known, given, strict=True)
    )


def _told(error: ValidationError) -> Iterator[str]:
    """Say where a thing is wrong; of several forms it may have, by the one it comes nearest to."""
    branches = _branches(error)
    if branches:
        for each in max(branches, key=_nearness):
            yield from _told(each)
    else:
        where = ".".join(str(step) for step in error.instance_path) or "body"
        told = error.message
        yield f"{where}: {told if len(told) <= _TOLD else '…' + told[-_TOLD:]}"


def _branches(error: ValidationError) -> list[list[ValidationError]]:
    """Give the errors by each form that a value may have and does not."""
    match error.kind:
        case ValidationErrorKind.AnyOf(context=branches):
            return branches
        case ValidationErrorKind.OneOfNotValid(context=branches):
            return branches
        case _:
            return []


def _nearness(branch: list[ValidationError]) -> tuple[int, int, int]:
    """Rank a form: of another kind last, then by how far down it fits."""
    strange = sum(isinstance(each.kind, _OF_ANOTHER_KIND) for each in branch)
    return -strange, max(map(_depth, branch), default=0), -len(branch)


def _depth(error: ValidationError) -> int:
    inner = [_depth(each) for branch in _branches(error) for each in branch]
    return max([len(error.instance_path), *inner])


@cache
def _published() -> Specification | None:
    if not PUBLISHED.exists():
        return None
    document = json.loads(PUBLISHED.read_text("utf-8"))
    for schema, name in _NUMBERS_TOO:
        properties = document["components"]["schemas"][schema]["properties"]
        properties[name] = {"anyOf": [properties[name], _NUMBER]}
    for schema, name in _LISTS_OF_NUMBERS_TOO:
        listed = document["components"]["schemas"][schema]["properties"][name]
        listed["items"] = {"anyOf": [listed["items"], _NUMBER]}
    return Specification(document)
