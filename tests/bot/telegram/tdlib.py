"""Telegram's own reading of a message: TDLib, offline."""

import json
from functools import cache
from html import escape
from typing import Any

import tdjson
from telegram import MessageEntity

from bot.telegram.render import TextPart

Entity = tuple[str, int, int, str | int | None]
"""Kind, place and length in UTF-16 units, and the address, Unix time or user it holds."""

Said = tuple[str, list[Entity]]

_KINDS = {
    "bold": "textEntityTypeBold",
    "code": "textEntityTypeCode",
    "pre": "textEntityTypePre",
    "blockquote": "textEntityTypeBlockQuote",
    "text_link": "textEntityTypeTextUrl",
    "date_time": "textEntityTypeDateTime",
    "text_mention": "textEntityTypeMentionName",
}
_HOLDS = {"text_link": "url", "date_time": "unix_time", "text_mention": "user_id"}
_NAMES = {tdlib: kind for kind, tdlib in _KINDS.items()}
_MARKDOWN = str.maketrans(dict.fromkeys("_*`~|[", "x"))


def intended(part: TextPart) -> Said:
    """Give a part as it is to be shown."""
    return part.text, [_entity(entity) for entity in part.entities]


def kept(part: TextPart) -> Said:
    """Give what TDLib makes of the text and entities of a part before it sends them.

    The one offline request that hands them back reads Markdown in the text too, so the letters of
    that syntax are others here.
    """
    entities = [
        {
            "offset": place,
            "length": length,
            "type": {"@type": _KINDS[kind], _HOLDS.get(kind, "nothing"): held},
        }
        for kind, place, length, held in intended(part)[1]
    ]
    text = {"@type": "formattedText", "text": part.text.translate(_MARKDOWN), "entities": entities}
    return _said(_executed({"@type": "parseMarkdown", "text": text}))


def as_kept(part: TextPart) -> Said:
    """Give a part as it is to be kept, with the same letters as ``kept`` has."""
    text, entities = intended(part)
    return text.translate(_MARKDOWN), entities


def parsed(html: str) -> Said:
    """Read HTML as TDLib does for a bot."""
    mode = {"@type": "textParseModeHTML"}
    return _said(_executed({"@type": "parseTextEntities", "text": html, "parse_mode": mode}))


def as_html(part: TextPart) -> str:
    """Write a part as the HTML that says the same; fail where its entities overlap in part."""
    coded = part.text.encode("utf-16-le")
    pieces = []
    at = 0
    open_tags: list[tuple[int, str]] = []

    def write_to(place: int) -> None:
        nonlocal at
        pieces.append(escape(coded[2 * at : 2 * place].decode("utf-16-le")))
        at = place

    def close_to(place: int) -> None:
        while open_tags and open_tags[-1][0] <= place:
            end, tag = open_tags.pop()
            write_to(end)
            pieces.append(f"</{tag}>")

    for entity in part.entities:
        close_to(entity.offset)
        write_to(entity.offset)
        end = entity.offset + entity.length
        assert not open_tags or end <= open_tags[-1][0], "entities overlap in part"
        tag, attributes = _tag(entity)
        pieces.append(f"<{tag}{attributes}>")
        open_tags.append((end, tag))
    close_to(len(coded) // 2)
    write_to(len(coded) // 2)
    return "".join(pieces)


def _tag(entity: MessageEntity) -> tuple[str, str]:
    match _entity(entity):
        case "bold", *_:
            return "b", ""
        case "text_link", _, _, url:
            return "a", f' href="{escape(str(url))}"'
        case "date_time", _, _, unix:
            return "tg-time", f' unix="{unix}"'
        case "text_mention", _, _, user:
            return "a", f' href="tg://user?id={user}"'
        case kind, *_:
            return kind, ""


def _entity(entity: MessageEntity) -> Entity:
    given = entity.to_dict()
    held = given.get("url") or given.get("unix_time") or given.get("user", {}).get("id")
    return str(entity.type), entity.offset, entity.length, held


def _said(formatted: dict[str, Any]) -> Said:
    assert formatted["@type"] == "formattedText", formatted
    return formatted["text"], [
        (
            _NAMES[each["type"]["@type"]],
            each["offset"],
            each["length"],
            next((each["type"][field] for field in _HOLDS.values() if field in each["type"]), None),
        )
        for each in formatted["entities"]
    ]


@cache
def _silenced() -> None:
    tdjson.td_execute(b'{"@type":"setLogVerbosityLevel","new_verbosity_level":0}')


def _executed(request: dict[str, Any]) -> dict[str, Any]:
    _silenced()
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")
    return answer
