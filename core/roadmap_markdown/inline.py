"""Inline Markdown: what a reader sees of a line, and the links in it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from markdown_it.token import Token

from core.roadmap import Resource
from core.roadmap_markdown.block_rules import Markdown

# Text that is longer, or a file with more marks than this, is shown as it is written: the cost of
# hostile brackets grows with each of them (10 µs a bracket).
_MAX_ANALYSED = 2_000
_MAX_MARKS = 50_000

_MARKS = re.compile(r"[`\[\]!<&\\*_~]")
_CODE_OR_COMMENT = re.compile(r"(?P<ticks>`+).*?(?<!`)(?P=ticks)(?!`)|<!--.*?-->")
_SPACES = re.compile(r" {2,}")
_BARE_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"`\[\]|]+")
# What reads the same to us and to the library outside code: plain characters that open nothing,
# and links without marks inside.
_SIMPLE = re.compile(
    r"""
      (?P<plain> (?: [^`\[\]!<&\\*_~\n]
                   | !(?!\[)
                   | <(?![A-Za-z/!?])
                   | &(?![A-Za-z\#])
                   | (?<=[^\W_])_+(?=[^\W_])
                   | (?<!~)~(?!~)
                   | (?<=[ ])\*(?=[ ])
                 )+ )
    | \[ (?P<text> [^`\[\]!<&\\*_~\n]* ) \]
      \( (?P<url> (?: https?: | (?![A-Za-z][A-Za-z0-9+.-]*:) ) [^\s()<>\\&`"']* ) \)
    """,
    re.VERBOSE,
)
_HREF = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)


class Visible(NamedTuple):
    """A line as people see it; ``words`` is the same without what stands in code."""

    text: str
    words: str
    resources: tuple[Resource, ...] = ()


def one_line(markdown: str) -> str:
    """Join soft-wrapped lines by one space and drop comments."""
    if "\n" in markdown:
        markdown = " ".join(line.strip() for line in markdown.split("\n"))
    if "<!--" in markdown and len(markdown) <= _MAX_ANALYSED:
        kept = _CODE_OR_COMMENT.sub(lambda match: match[0] if match["ticks"] else "", markdown)
        markdown = _SPACES.sub(" ", kept).strip()
    return markdown


class Inline:
    """Reads lines of one file, whose link definitions it knows."""

    def __init__(self, references: Mapping[str, Any]) -> None:
        self._references = references
        self._marks_left = _MAX_MARKS

    def read(self, markdown: str) -> Visible:
        """Read Markdown that is on one line."""
        if _MARKS.search(markdown) is None:
            text = _tidy(markdown) if "  " in markdown else markdown
            return Visible(text, text, _bare_links(text))
        if len(markdown) > _MAX_ANALYSED:
            return Visible(markdown, markdown)
        return read_simple(markdown) or self._read_full(markdown)

    def _read_full(self, markdown: str) -> Visible:
        marks = len(_MARKS.findall(markdown))
        if marks > self._marks_left:
            return Visible(markdown, markdown)
        self._marks_left -= marks
        library = _library()
        tokens: list[Token] = []
        library.inline.parse(markdown, library, {"references": self._references}, tokens)
        return _Seen().read(tokens, markdown)


def read_simple(markdown: str) -> Visible | None:
    """Read a line that holds nothing but the simplest marks; None where it holds others."""
    parts = markdown.split("`")
    # Between two ticks each: text, code, text, code, ... text.
    if len(parts) % 2 == 0 or "" in parts[1:-1]:
        return None
    resources: list[Resource] = []
    for number in range(0, len(parts), 2):
        plain = _without_links(parts[number], resources)
        if plain is None:
            return None
        parts[number] = plain
    words = " ".join(parts[::2])
    parts[1::2] = map(_code, parts[1::2])
    return Visible(_tidy("".join(parts)) or markdown, words, tuple(resources))


class _Seen:
    """Collects what is visible of the library's inline tokens."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._words: list[str] = []
        self._pictures: list[str] = []
        self._resources: list[Resource] = []
        self._link: tuple[str, int, int] | None = None
        self._hidden = 0
        self._run: list[str] = []

    def read(self, tokens: list[Token], markdown: str) -> Visible:
        for token in tokens:
            self._take(token)
        self._end_run()
        self._end_link()
        seen = _tidy("".join(self._text)) or " ".join(self._pictures)
        if not seen and self._resources:
            seen = self._resources[0].text
        return Visible(seen or markdown, "".join(self._words), tuple(self._resources))

    def _take(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._say(token.content)
            case "softbreak" | "hardbreak":
                self._say(" ")
            case "code_inline":
                self._end_run()
                if not self._hidden:
                    self._text.append(token.content)
                    self._words.append(" ")
            case "image":
                self._pictures.append(token.content)
            case "link_open":
                self._start_link(str(token.attrs.get("href", "")))
            case "link_close":
                self._end_link()
            case "html_inline":
                self._tag(token.content)
            case _:
                pass

    def _say(self, words: str) -> None:
        if not self._hidden:
            self._text.append(words)
            self._words.append(words)
            if self._link is None:
                self._run.append(words)

    def _tag(self, html: str) -> None:
        tag = _TAG.match(html)
        name = tag[2].lower() if tag else ""
        if name == "br":
            self._say(" ")
        elif tag and name == "sup":
            # "<sup>FREE</sup>": a label, not part of the title.
            self._hidden = 0 if tag[1] else 1
        elif tag and name == "a":
            href = _HREF.match(html)
            self._end_link()
            if href:
                self._start_link(href[1])

    def _start_link(self, url: str) -> None:
        self._end_run()
        self._link = (url, len(self._text), len(self._pictures))

    def _end_link(self) -> None:
        if self._link is None:
            return
        url, start, picture = self._link
        self._link = None
        if url:
            text = _tidy("".join(self._text[start:])) or " ".join(self._pictures[picture:])
            self._resources.append(Resource(text or url, url))

    def _end_run(self) -> None:
        self._resources.extend(_bare_links("".join(self._run)))
        self._run.clear()


@cache
def _library() -> Markdown:
    markdown = Markdown("commonmark")
    markdown.enable("strikethrough")
    return markdown


def _bare_links(text: str) -> tuple[Resource, ...]:
    if "://" not in text and "www." not in text:
        return ()
    urls = (_trimmed(match[0]) for match in _BARE_URL.finditer(text))
    return tuple(Resource(url, url if "://" in url else f"https://{url}") for url in urls)


def _trimmed(url: str) -> str:
    """Leave out the sentence's own signs at the end, and a bracket that opened before the URL."""
    while url and (url[-1] in ".,;:!?'*_" or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    return url


def _without_links(markdown: str, resources: list[Resource]) -> str | None:
    """Replace each link by its text and add it to the resources; None where other marks stand."""
    if _MARKS.search(markdown) is None:
        resources.extend(_bare_links(markdown))
        return markdown
    text: list[str] = []
    position = 0
    while position < len(markdown):
        piece = _SIMPLE.match(markdown, position)
        if piece is None:
            return None
        position = piece.end()
        if piece.lastgroup == "plain":
            text.append(piece[0])
            resources.extend(_bare_links(piece[0]))
        else:
            text.append(piece["text"])
            if piece["url"]:
                resources.append(Resource(piece["text"].strip() or piece["url"], piece["url"]))
    return "".join(text)


def _code(content: str) -> str:
    if content.startswith(" ") and content.endswith(" ") and content.strip(" "):
        return content[1:-1]
    return content


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
