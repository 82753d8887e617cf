"""The published specification of the Bot API, where it is at hand: requests held against it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.telegram_bed.asked import Json

PUBLISHED = Path(__file__).resolve().parents[2] / "../shared/specs/telegram-bot-api.json"
_ARRAY = "Array of "
_PLAIN: dict[str, set[type]] = {"Integer": {int}, "Float": {int, float}, "Boolean": {bool}}


@dataclass(frozen=True, slots=True)
class Specification:
    """Methods and types by name, each with its fields."""

    methods: Json
    types: Json

    def violations(self, method: str, fields: Json) -> list[str]:
        """Say what is wrong with a request; a form's values come as text."""
        if method not in self.methods:
            return [f"{method} is no method"]
        known = self.methods[method].get("fields", [])
        return [f"{method}: {words}" for words in self._wrong_fields(known, fields)]

    def _wrong_fields(self, known: list[Json], given: Json) -> list[str]:
        named = {field["name"]: field for field in known}
        wrong = [f"{name} is no field" for name in given if name not in named]
        for name, field in named.items():
            if name in given:
                if not any(self._is(given[name], kind) for kind in field["types"]):
                    wrong.append(f"{name}={given[name]!r} is not {' or '.join(field['types'])}")
            elif field["required"]:
                wrong.append(f"{name} is missing")
        return wrong

    def _is(self, value: Any, kind: str) -> bool:
        if kind in {"String", "InputFile"}:
            return isinstance(value, str)
        value = _plain(value)
        if kind in _PLAIN:
            return type(value) in _PLAIN[kind]
        if kind.startswith(_ARRAY):
            inner = kind.removeprefix(_ARRAY)
            return isinstance(value, list) and all(self._is(each, inner) for each in value)
        described = self.types[kind]
        if "subtypes" in described:
            return any(self._is(value, subtype) for subtype in described["subtypes"])
        known = described.get("fields", [])
        return isinstance(value, dict) and not self._wrong_fields(known, value)


def _plain(value: Any) -> Any:
    """Read what a form carries as text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


@cache
def published() -> Specification | None:
    """Read the published specification, if it is here."""
    if not PUBLISHED.exists():
        return None
    read = json.loads(PUBLISHED.read_text("utf-8"))
    return Specification(read["methods"], read["types"])
