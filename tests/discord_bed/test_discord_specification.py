"""Requests are held against the published specification, and what is wrong is named."""

from typing import Any

import pytest

from tests.discord_bed.specification import PUBLISHED, Specification

SPECIFICATION = Specification(
    {
        "paths": {
            "/notes/{note}": {
                "put": {
                    "requestBody": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Note"}}
                        },
                        "required": True,
                    }
                },
                "get": {},
            },
            "/notes/@me": {
                "post": {
                    "requestBody": {
                        "content": {"multipart/form-data": {"schema": {"type": "null"}}}
                    }
                }
            },
        },
        "components": {
            "schemas": {
                "Note": {
                    "type": "object",
                    "required": ["parts"],
                    "properties": {
                        "parts": {
                            "items": {
                                "oneOf": [
                                    {"$ref": "#/components/schemas/Text"},
                                    {"$ref": "#/components/schemas/Row"},
                                ]
                            }
                        }
                    },
                },
                "Text": {
                    "properties": {"type": {"const": 1}, "text": {"type": "string", "maxLength": 3}}
                },
                "Row": {
                    "properties": {
                        "type": {"const": 2},
                        "of": {"items": {"$ref": "#/components/schemas/Text"}, "maxItems": 1},
                    }
                },
            }
        },
    }
)

CASES: dict[str, tuple[str, str, Any, list[str]]] = {
    "right": ("PUT", "/notes/1", {"parts": [{"type": 1, "text": "abc"}]}, []),
    "under the API's root": ("PUT", "/api/v10/notes/1?wait=1", {"parts": []}, []),
    "without a body": ("GET", "/notes/1", None, []),
    "with a body that nobody reads": ("GET", "/notes/1", {}, ["GET /notes/1: takes no body"]),
    "without the body it needs": ("PUT", "/notes/1", None, ["PUT /notes/1: its body is missing"]),
    "without a body it may have": ("POST", "/notes/@me", None, []),
    "of a form": ("POST", "/notes/@me", 1, ['POST /notes/@me: body: 1 is not of type "null"']),
    "of another method": ("PATCH", "/notes/1", {}, ["PATCH /notes/1 is no operation"]),
    "to nowhere": ("GET", "/coffee", None, ["GET /coffee is no operation"]),
    "incomplete": ("PUT", "/notes/1", {}, ['PUT /notes/1: body: "parts" is a required property']),
    "wrong by the form it comes nearest to": (
        "PUT",
        "/notes/1",
        {"parts": [{"type": 2, "of": [{"type": 1, "text": "abcd"}]}]},
        ['PUT /notes/1: parts.0.of.0.text: "abcd" is longer than 3 characters'],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_request_is_held_against_its_operation(case: str) -> None:
    method, path, body, violations = CASES[case]
    assert SPECIFICATION.violations(method, path, body) == violations


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published specification is not at hand")
def test_the_published_specification_knows_limits_and_what_the_library_may_do() -> None:
    specification = Specification.load()
    assert specification is not None
    message = {"content": "Hi", "attachments": [{"id": 0, "filename": "a.md"}], "nonce": "n" * 26}

    violations = specification.violations("POST", "/channels/1/messages", message)

    assert violations == [
        f'POST /channels/1/messages: nonce: "{"n" * 26}" is longer than 25 characters'
    ]
