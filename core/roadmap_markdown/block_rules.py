"""The block rules: markdown-it's, with one of ours that keeps time and memory small.

It changes nothing of what is read: the tokens are the library's, but for the ``paragraph_open``
and ``paragraph_close`` around a paragraph of one line, which nobody here looks at.
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


def read_tokens(
    text: str, references: dict[str, object], sink: Callable[[list[Token]], None]
) -> None:
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
    markdown.block.ruler.before("table", "one_line", _one_line)
    return markdown


def _one_line(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:  # noqa: FBT001 - the library's call
    """Take a paragraph of one plain line at a glance: nearly every item of a roadmap is one.

    The line must begin as no other block can, and what follows must end a paragraph: nothing, a
    blank line, or a list item.
    """
    if len(state.tokens) > _ENOUGH:
        # As every block begins here, no file's tokens ever stand in memory all at once.
        state.env[SINK](state.tokens)
        state.tokens.clear()
    source = state.src
    first = state.bMarks[start] + state.tShift[start]
    stop = state.eMarks[start]
    character = source[first]
    # "[...]:" would define a link.
    if not (character.isalpha() or (character == "[" and source.find("]:", first, stop) < 0)):
        return False
    if state.sCount[start] - state.blkIndent >= _CODE_INDENT or not _ends(state, start + 1):
        return False
    state.line = start + 1
    state.tokens.append(
        Token(
            "inline",
            "",
            0,
            map=[start, start + 1],
            level=state.level + 1,
            children=[],
            content=mdTrim(source[first:stop]),
            block=True,
        )
    )
    return True


def _ends(state: StateBlock, following: int) -> bool:
    """Say whether a paragraph ends before this line."""
    if following >= state.lineMax or state.isEmpty(following):
        return True
    # A negative count marks a line that lazily continues a quote.
    if state.sCount[following] < 0:
        return False
    outer, state.parentType = state.parentType, "paragraph"
    ends = list_block(state, following, state.lineMax, True)  # noqa: FBT003 - the library's call
    state.parentType = outer
    return ends
