"""Any file: roadmap files as hypothesis draws them, with every spelling of a box there is."""

from hypothesis import assume
from hypothesis import strategies as st

from core.errors import RoadmapRefused
from core.roadmap_markdown import Outline, Source, parse

OPEN = [
    "[ ]",
    "[]",
    "[  ]",
    "[   ]",
    "[\t]",
    "[\u00a0]",
    "[-]",
    "[~]",
    "[ > ]",
    "[!]",
    "[❌\ufe0f]",
]
DONE = ["[x]", "[X]", "[ ✓ ]", "[✔\ufe0f]", "[☑]", "[✅]", "[\u00a0x]"]
WORDS = ["[WIP]", "[Done]", "[todo]", "[Running]", "[🔍]", "[S]"]
PICTURES = [
    "☐",
    "⬜",
    "◻\ufe0f",
    "🔲",
    "☑",
    "✅",
    "✔\ufe0f",
    "❌",
    "🚫",
    ":x:",
    ":white_check_mark:",
]
SPELLINGS = st.sampled_from([*OPEN, *DONE, *WORDS, *PICTURES, ":white_large_square:", "", "", ""])
MARKERS = st.sampled_from(["-", "*", "+", "1.", "2)", "-  "])
INDENTS = st.sampled_from(["", "", " ", "  ", "    ", "\t", "      "])
TITLES = st.sampled_from(
    [
        "Lists",
        "`x = [ ]`",
        "[Guide](https://a.org/[x])",
        "**Bold** - lead",
        "wraps\n  on",
        "wraps\nlazily [ ] on",
        "[ ] twice",
        "Ticks ✅ x",
        "trailing  ",
        "a <!-- c --> b",
        "文 \u2028 é",
        "<!-- id: k --> keyed",
        "a \\| b",
    ]
)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def items(draw: st.DrawFn) -> str:
    before = draw(st.sampled_from(["", "", "", "<!-- [ ] c --> ", "- ", "> ", "\n  "]))
    box = draw(SPELLINGS)
    between = draw(st.sampled_from([" ", " ", "  ", "\t", "\u00a0", "\n   "])) if box else ""
    return f"{draw(INDENTS)}{draw(MARKERS)} {before}{box}{between}{draw(TITLES)}"


@st.composite
def tables(draw: st.DrawFn) -> str:
    header = draw(
        st.sampled_from(["Topic", "# | Project", "Done | Name", "A | B", "✔ | Thing | C"])
    )
    cell = st.one_of(
        TITLES.filter(lambda title: "\n" not in title),
        st.builds("{} {}".format, SPELLINGS, st.sampled_from(["Sets", "**Sets**", ""])),
    )
    width = header.count("|") + 1
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), max_size=4))
    edge, quote = draw(st.sampled_from(["|", ""])), draw(st.sampled_from(["", "> ", "  "]))
    lines = [header.split("|"), ["--"] * width, *rows]
    return "\n".join(f"{quote}{edge}{'|'.join(line)}{edge or ' | '}" for line in lines)


@st.composite
def headings(draw: st.DrawFn) -> str:
    title = draw(st.sampled_from(["A", "Week 1", "Day 2: Rest", "Day 3 ##", "✅ Pros"]))
    return f"{draw(st.sampled_from(['#', '##', '  ###']))} {draw(SPELLINGS)} {title}"


BLOCKS = st.one_of(
    st.lists(items(), min_size=1, max_size=5).map("\n".join),
    tables(),
    headings(),
    st.lists(items(), min_size=1, max_size=3).map("\n".join).map("```\n{}\n```".format),
    st.lists(items(), min_size=1, max_size=3).map("\n".join).map("<div>\n{}\n</div>".format),
    st.lists(items(), min_size=1, max_size=3)
    .map("\n".join)
    .map("<details\n open><summary>S</summary>{}</details>".format),
    st.sampled_from(
        [
            "<!--\n- [ ] no\n-->",
            "**Lead** - and text",
            "text\n---",
            "Day 4\n===",
            "[x]: https://a.org",
            "<li>- [ ] a <!-- [ ] a -->",
            "<b>\n<!-- [ ] a\n -->- [ ] a</b>",
        ]
    ),
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Draw a file."""
    blocks = draw(st.lists(BLOCKS, min_size=1, max_size=6))
    text = draw(st.sampled_from(["", "", "---\ntitle: T\n---\n", "# T\n"]))
    text += "".join(block + draw(st.sampled_from(["\n", "\n\n", "\n  \n"])) for block in blocks)
    lines = text.split("\n")
    text = "".join(line + draw(LINE_ENDS) for line in lines[:-1]) + lines[-1]
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode()


SOURCES = st.sampled_from([None, None, *Source])
"""What is taken as topics, None where the file decides."""


def outline_of(source: bytes, take: Source | None) -> Outline:
    """Read a file that was drawn; one that is refused is drawn for nothing."""
    try:
        return parse(source, name="any.md", take=take)
    except RoadmapRefused:
        assume(condition=False)
        raise
