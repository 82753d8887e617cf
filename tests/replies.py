"""Any reply: strategies for what is said, from a strategy for the words of people."""

from hypothesis import strategies as st

from bot.dialogue.reply import (
    Anchor,
    Block,
    Code,
    Heading,
    Items,
    Line,
    Link,
    Mention,
    Meter,
    Mono,
    Paragraph,
    Quote,
    Role,
    Strong,
    When,
)
from core.learner import Account
from tests.builders import NOON

PERSON = "424242424242"
"""Whom any reply may mention, on any platform; nobody else has this id."""

ROLE = "434343434343"
"""Whom any reply may call together; no other role has this id."""

_MENTIONED = st.sampled_from(("telegram", "discord", "console")).map(
    lambda platform: Account(platform, PERSON)
)

_COUNTS = st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)).map(sorted)


def lines_of(text: st.SearchStrategy[str], url: st.SearchStrategy[str]) -> st.SearchStrategy[Line]:
    """Make lines of every inline."""
    inline = st.one_of(
        text,
        st.builds(Strong, text),
        st.builds(Mono, text),
        st.builds(Anchor, text, url),
        st.builds(When, st.just(NOON), text),
        st.builds(Mention, _MENTIONED, text),
        st.builds(Role, st.just(ROLE), text),
    )
    return st.lists(inline, max_size=5).map(tuple)


def blocks_of(
    text: st.SearchStrategy[str], url: st.SearchStrategy[str], *, most: int
) -> st.SearchStrategy[tuple[Block, ...]]:
    """Make blocks of every kind, at most so many."""
    line = lines_of(text, url)
    block: st.SearchStrategy[Block] = st.one_of(
        st.builds(Heading, line),
        st.builds(Paragraph, line),
        st.builds(Quote, line),
        st.builds(Items, st.lists(line, max_size=4).map(tuple), st.none() | st.integers(1, 999)),
        st.builds(lambda label, counts: Meter(label, *counts), line, _COUNTS),
        st.builds(Code, text),
        st.builds(Link, text, url),
    )
    return st.lists(block, max_size=most).map(tuple)
