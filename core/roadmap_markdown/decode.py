"""Decoding: from the bytes of a file to its text, or to a refusal that says why it has none."""

import json
import re

from core.errors import Problem, RoadmapRefused
from core.roadmap_markdown import limits

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
}
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_SAVE_AS_TEXT = "save the roadmap as Markdown text (UTF-8) and send that"


def decode(data: bytes | str) -> str:
    """Give the text of a file, each line ended by a newline; raise RoadmapRefused with the reason.

    CRLF and CR become newlines, as Markdown counts lines; other separators stay within a line.
    """
    text = _decode_bytes(data if isinstance(data, bytes) else _encode(data))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise RoadmapRefused(
            Problem("the file is empty", "write topics as “- [ ] topic” lines and send it again")
        )
    _refuse_other_formats(text)
    return text if text.endswith("\n") else text + "\n"


def _decode_bytes(data: bytes) -> str:
    if len(data) > limits.MAX_BYTES:
        raise RoadmapRefused(limits.too_large(len(data)))
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise RoadmapRefused(Problem(f"the file is {what}, not Markdown", _SAVE_AS_TEXT))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RoadmapRefused(
            Problem("the file is text in UTF-16, not UTF-8", "save it as UTF-8 and send it again")
        )
    position = data.find(b"\0")
    if position >= 0:
        line = data.count(b"\n", 0, position) + 1
        raise RoadmapRefused(
            Problem("the file is binary: it holds a NUL byte", _SAVE_AS_TEXT, line)
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem(
            f"the file is not UTF-8 text: byte {error.start + 1:,} (0x{data[error.start]:02x})",
            "save it as UTF-8 and send it again",
            line,
        )
        raise RoadmapRefused(problem) from None


def _encode(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        problem = Problem(
            f"character {error.start + 1:,} is half of a surrogate pair",
            "save the text as UTF-8 and send it again",
            text.count("\n", 0, error.start) + 1,
        )
        raise RoadmapRefused(problem) from None


def _refuse_other_formats(text: str) -> None:
    if _HTML.match(text):
        raise RoadmapRefused(
            Problem(
                "the file is a web page (HTML), not Markdown",
                "download the Markdown itself (on GitHub: “Raw”) and send that",
                1,
            )
        )
    if _is_json(text):
        raise RoadmapRefused(
            Problem("the file is JSON, not Markdown", "write topics as “- [ ] topic” lines", 1)
        )


def _is_json(text: str) -> bool:
    stripped = text.strip()
    if stripped[0] + stripped[-1] not in {"{}", "[]"}:
        return False
    try:
        json.loads(stripped)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True
