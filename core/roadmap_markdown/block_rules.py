"""The block rules: markdown-it's, with two of ours that keep time and memory small.

Neither changes what is read: with or without them the library makes the same tokens.
"""

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token

SINK = "sink"
"""Where the environment of a parse holds the function that takes finished tokens."""

_ENOUGH = 64
_CODE_INDENT = 4
# The library drops what is nested deeper without a word; two of its levels are one of a list's.
_MAX_NESTING = 200


class Markdown(MarkdownIt):
    """markdown-it that leaves addresses as they were written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        """Keep an address as it is; the library would percent-encode it."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        """Keep the text of an address as it is."""
        return link


def read_tokens(text: str, references: dict[str, object], sink: Callable[[list[Token]], None]) -> None:
    """Read block tokens, handing them to ``sink`` in runs, in order; add link definitions found.

    A container's opening token may be handed over before its end is known: only the first line of
    its ``map`` is to be trusted.
    """
    markdown = _markdown()
    tokens: list[Token] = []
    markdown.block.parse(text, markdown, {"references": references, SINK: sink}, tokens)
    sink(tokens)


@cache
def _markdown() -> MarkdownIt:
    markdown = Markdown("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    markdown.block.ruler.before("table", "hand_over", _hand_over)
    markdown.block.ruler.before("table", "one_line", _one_line)
    return markdown


def _hand_over(state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:  # noqa: FBT001 - the library's call
    """Hand over the tokens made so far, so that a file's tokens never stand in memory at once."""
    if len(state.tokens) > _ENOUGH:
        state.env[SINK](state.tokens)
        state.tokens.clear()
    return False


def _one_line(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:  # noqa: FBT001 - the library's call
    """Take a paragraph of one plain line at a glance: nearly every item of a roadmap is one.

    The line must begin as no other block can, and what follows must end a paragraph: nothing, a
    blank line, or a list item.
    """
    source = state.src
    first = state.bMarks[start] + state.tShift[start]
    stop = state.eMarks[start]
    if not _is_plain(source, first, stop) or state.sCount[start] - state.blkIndent >= _CODE_INDENT:
        return False
    following = start + 1
    if following < state.lineMax and not state.isEmpty(following):
        # A negative count marks a line that lazily continues a quote.
        if state.sCount[following] < 0:
            return False
        outer, state.parentType = state.parentType, "paragraph"
        ends = list_block(state, following, state.lineMax, True)  # noqa: FBT003 - the library's call
        state.parentType = outer
        if not ends:
            return False
    state.line = following
    state.push("paragraph_open", "p", 1).map = [start, following]
    token = state.push("inline", "", 0)
    token.content = mdTrim(source[first:stop])
    token.map = [start, following]
    token.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _is_plain(source: str, first: int, stop: int) -> bool:
    character = source[first]
    # "[...]:" would define a link.
    return character.isalpha() or (character == "[" and source.find("]:", first, stop) < 0)
