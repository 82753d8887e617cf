"""Requests are held against the published specification, in its own form."""

import pytest

from tests.telegram_bed.asked import Json
from tests.telegram_bed.server import METHODS
from tests.telegram_bed.specification import PUBLISHED, Specification, published


def field(name: str, *types: str, required: bool = False) -> Json:
    return {"name": name, "types": list(types), "required": required}


SPECIFICATION = Specification(
    methods={
        "sendNote": {
            "fields": [
                field("chat_id", "Integer", "String", required=True),
                field("marks", "Array of Mark"),
                field("silent", "Boolean"),
                field("size", "Float"),
                field("paper", "Paper"),
            ]
        }
    },
    types={
        "Mark": {"fields": [field("offset", "Integer", required=True)]},
        "Paper": {"subtypes": ["Lined", "Blank"]},
        "Lined": {"fields": [field("lines", "Integer", required=True)]},
        "Blank": {},
    },
)

CASES: dict[str, tuple[Json, list[str]]] = {
    "a form": ({"chat_id": "7", "marks": '[{"offset": 1}]', "silent": "true", "size": "2"}, []),
    "json": ({"chat_id": "@ada", "marks": [], "silent": False, "size": 2.5}, []),
    "one of the subtypes": ({"chat_id": 7, "paper": {"lines": 3}}, []),
    "none of the subtypes": (
        {"chat_id": 7, "paper": {"dots": 3}},
        ["sendNote: paper={'dots': 3} is not Paper"],
    ),
    "missing": ({}, ["sendNote: chat_id is missing"]),
    "unknown": ({"chat_id": 7, "colour": "red"}, ["sendNote: colour is no field"]),
    "no number": ({"chat_id": 7, "size": "big"}, ["sendNote: size='big' is not Float"]),
    "no truth": ({"chat_id": 7, "silent": 1}, ["sendNote: silent=1 is not Boolean"]),
    "incomplete inside": (
        {"chat_id": 7, "marks": [{}]},
        ["sendNote: marks=[{}] is not Array of Mark"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_request_is_held_against_its_method(case: str) -> None:
    fields, violations = CASES[case]
    assert SPECIFICATION.violations("sendNote", fields) == violations


def test_an_unknown_method_is_a_violation() -> None:
    assert SPECIFICATION.violations("sendCoffee", {}) == ["sendCoffee is no method"]


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published specification is not at hand")
def test_the_bed_knows_no_method_or_field_that_telegram_does_not() -> None:
    specification = published()
    assert specification is not None
    unknown = {
        f"{name}.{each}"
        for name, method in METHODS.items()
        for each in method.asks.model_fields
        if each not in {known["name"] for known in specification.methods[name].get("fields", [])}
    }
    assert unknown == set()
