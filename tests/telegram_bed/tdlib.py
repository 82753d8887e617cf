"""Telegram's own reading of texts: TDLib, which works offline."""

import json
from functools import cache
from html import escape
from typing import Any

import tdjson

from tests.telegram_bed.refusals import Refused, refuse_always

Json = dict[str, Any]

_PARSE_MODES: dict[str, Json] = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}
_NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "blockquote": "BlockQuote",
    "expandable_blockquote": "ExpandableBlockQuote",
    "text_link": "TextUrl",
    "text_mention": "MentionName",
    "custom_emoji": "CustomEmoji",
    "date_time": "DateTime",
}
_FOUND_BY_SERVERS = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
)
_KINDS = {f"textEntityType{tdlib}": name for name, tdlib in _NAMES.items()} | {
    "textEntityTypePreCode": "pre"
}


@cache
def _silenced() -> None:
    tdjson.td_execute(b'{"@type":"setLogVerbosityLevel","new_verbosity_level":0}')


def _executed(request: Json) -> Json:
    """Run a request of TDLib; refuse with its own words where it does."""
    _silenced()
    answer: Json = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")
    if answer.get("@type") == "error":
        message = answer["message"]
        refuse_always(message[:1].lower() + message[1:])
    return answer


def parsed(text: str, parse_mode: str) -> tuple[str, list[Json]]:
    """Take the markup out of a text: what is left, and its entities."""
    mode = _PARSE_MODES.get(parse_mode.lower())
    if mode is None:
        refuse_always("unsupported parse_mode")
    answer = _executed({"@type": "parseTextEntities", "text": text, "parse_mode": mode})
    return answer["text"], [_of_tdlib(entity) for entity in answer["entities"]]


def check_entities(text: str, entities: list[Json]) -> None:
    """Refuse entities that lie outside of the text, cut a character, or lead nowhere."""
    formatted = [_to_tdlib(entity) for entity in entities if entity["type"] in _NAMES]
    _executed(
        {
            "@type": "getMarkdownText",  # the only offline request that checks given entities
            "text": {"@type": "formattedText", "text": text, "entities": formatted},
        }
    )


def check_url(url: str, whose: str) -> None:
    """Refuse a URL that Telegram does not open; ``whose`` names it in the refusal."""
    try:
        check_entities("x", [{"type": "text_link", "offset": 0, "length": 1, "url": url}])
    except Refused as refused:
        refuse_always(refused.description.replace("Bad Request: entity", whose, 1))


def _to_tdlib(entity: Json) -> Json:
    kind = entity["type"]
    body: Json = {"@type": f"textEntityType{_NAMES[kind]}"}
    match kind:
        case "text_link":
            body["url"] = _required(entity, "url")
        case "text_mention":
            body["user_id"] = _required(entity, "user")["id"]
        case "custom_emoji":
            body["custom_emoji_id"] = _required(entity, "custom_emoji_id")
        case "date_time":
            body["unix_time"] = _required(entity, "unix_time")
            _check_format(entity)
        case "pre" if entity.get("language"):
            body = {"@type": "textEntityTypePreCode", "language": entity["language"]}
    return {"offset": entity["offset"], "length": entity["length"], "type": body}


def check_kind(kind: str) -> None:
    """Refuse a type of entity that does not exist."""
    if kind not in _NAMES.keys() | _FOUND_BY_SERVERS:
        refuse_always("can't parse MessageEntity: Unsupported type specified")


def _required(entity: Json, field: str) -> Any:
    if entity.get(field) is None:
        refuse_always(f"can't parse MessageEntity: Can't find field \"{field}\"")
    return entity[field]


def _check_format(entity: Json) -> None:
    # Given entities are not checked for it offline, while the same in HTML is.
    form = escape(entity.get("date_time_format") or "")
    parsed(f'<tg-time unix="{entity["unix_time"]}" format="{form}">x</tg-time>', "html")


def _of_tdlib(entity: Json) -> Json:
    body = entity["type"]
    made: Json = {
        "type": _KINDS[body["@type"]],
        "offset": entity["offset"],
        "length": entity["length"],
    }
    extra = {"url", "language", "custom_emoji_id", "unix_time"} & body.keys()
    return made | {field: body[field] for field in extra}
