"""How each kind of box is ticked and emptied in the file it came from."""

from textwrap import dedent

import pytest

from core.roadmap_markdown import Source, export, parse
from core.roadmap_markdown.marks import PICTURES
from core.roadmap_markdown.ticks import Emoji, emptied, ticked


def exported(
    text: str,
    *done: int,
    take: Source | None = None,
    clear: bool = False,
    beside_titles: bool = False,
) -> str:
    source = text.encode()
    outline = parse(source, name="x.md", take=take)
    return export(source, outline, set(done), clear=clear, beside_titles=beside_titles).decode()


@pytest.mark.parametrize(
    ("open_box", "ticked_box"),
    [
        ("[ ]", "[x]"),
        ("[]", "[x]"),
        ("[  ]", "[x ]"),
        ("[   ]", "[ x ]"),
        ("[\u00a0]", "[x]"),
        ("[-]", "[x]"),
        ("[ ~ ]", "[ x ]"),
        ("[❌\ufe0f]", "[x]"),
        ("[todo]", "[done]"),
        ("[WIP]", "[DONE]"),
        ("[Running]", "[Done]"),
        ("[🔍]", "[x]"),
    ],
)
def test_a_box_is_ticked_in_its_own_spelling(open_box: str, ticked_box: str) -> None:
    text = "- [ ] real\n* {} Learn [ ] it  \n".format

    assert exported(text(open_box), 2) == text(ticked_box)


@pytest.mark.parametrize(
    ("open_box", "ticked_box"),
    [
        ("☐", "☑"),
        ("◻\ufe0f", "✅\ufe0f"),
        ("⬜", "✅"),
        ("❌", "✅"),
        (":white_large_square:", ":white_check_mark:"),
        (":x:", ":white_check_mark:"),
    ],
)
def test_an_emoji_becomes_the_one_that_people_pair_it_with(open_box: str, ticked_box: str) -> None:
    assert exported(f"- {open_box} a\n- {open_box} b\n", 2) == (
        f"- {open_box} a\n- {ticked_box} b\n"
    )


def test_an_emoji_that_praise_could_be_taken_for_becomes_a_box_with_a_tick() -> None:
    assert exported("- ⬜ a\n- plain\n- plain\n", 1) == "- ☑ a\n- plain\n- plain\n"


@pytest.mark.parametrize("picture", PICTURES)
def test_every_emoji_can_be_ticked_or_emptied(picture: str) -> None:
    is_ticked = PICTURES[picture]

    assert PICTURES[emptied(picture) if is_ticked else ticked(picture, Emoji.PAIRED)] != is_ticked


@pytest.mark.parametrize(
    ("came", "empty"),
    [("[x]", "[ ]"), ("[ ✓ ]", "[ ]"), ("[Done]", "[ ]"), ("[✅]", "[ ]")],
)
def test_a_box_that_came_ticked_is_emptied_only_when_told_so(came: str, empty: str) -> None:
    text = f"- [ ] a\n- {came} b\n"

    assert exported(text, 1) == f"- [x] a\n- {came} b\n"
    assert exported(text, 1, clear=True) == f"- [x] a\n- {empty} b\n"
    assert exported(text, 2, clear=True) == text


@pytest.mark.parametrize(
    "came", [("☑", "☐"), ("✅", "⬜"), (":white_check_mark:", ":white_large_square:")]
)
def test_an_emoji_is_emptied_to_the_one_that_people_pair_it_with(came: tuple[str, str]) -> None:
    full, empty = came

    assert exported(f"- {full} a\n- {full} b", 2, clear=True) == f"- {empty} a\n- {full} b"


@pytest.mark.parametrize(
    "text",
    [
        "-\n  @ a\n",
        "- \u00a0\n  @ a\n",
        "- - 1. @ a\n",
        "> > - @ [ ] a\n",
        "\t- x\n\n- b\n\t\t-  @ a\n",
        "- plain\n  - @ a\n",
        "- x\n      - @ a\n",
        "- <!-- [ ] c --> @ a\n",
        "- <!--\n  [ ] c --> @ a <!-- d -->\n",
        "<details><summary>[ ] S</summary>- @ a</details>\n",
        "<div>\n<li><!-- - [ ] a --> - @ a <!-- - [ ] a --> b</li>\n</div>\n",
        "<div\n class='[ ] a'>- @ a\n</div>\n",
        "> <div>\n> - @ a\n> </div>\n",
        "---\ntitle: '- [ ] a'\n---\n- @ a\n",
        "```\n- [ ] a\n```\n1) @ a\n",
        "- @ wraps\n on\n  - [ ]\n",
    ],
)
def test_a_box_is_found_wherever_it_stands(text: str) -> None:
    before, after = (text.replace("@", box) for box in ("[ ]", "[x]"))

    assert exported(before, 1) == after
    assert exported(after, clear=True) == before


def test_a_table_is_found_in_what_html_hides() -> None:
    text = "<pre>\n- [ ] a\n\n|Project|\n|-|\n<li>| {} b |\n</pre>\n".format

    assert exported(text("⬜"), 2) == text("✅")


def test_several_boxes_of_one_line_are_told_apart() -> None:
    text = "<details>- {} a</details><details>- {} b</details>\n".format

    assert exported(text("[]", "[]"), 1) == text("[x]", "[]")
    assert exported(text("[]", "[]"), 1, 2) == text("[x]", "[x]")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_byte_order_mark_and_blanks_at_line_ends_stay(start: str, end: str) -> None:
    text = f"{start}- {{}} a  {end}{end}\t{end}- {{}} b\u2028c\t{end}{end}- {{}} d".format

    assert exported(text("[ ]", "[ ]", "[ ]"), 1, 3) == text("[x]", "[ ]", "[x]")


def test_a_mark_in_a_column_of_its_own_or_before_the_title_is_ticked() -> None:
    table = dedent(
        """
        | Done | Topic | Notes |
        |:-:|--|--|
        | {} | `a \\| b` | [ ] not this |
        |{}| **b** ||
        | ⬜  | {} c | |
        """
    ).format

    assert exported(table("⬜", "[ ]", "⬜"), 1, 2, 3) == table("✅", "[x]", "✅")


PROJECTS = "- [ ] box\n\n| # | Project | Key |\n|--|--|--|\n| 1 |  {}**Blog**  | a |\n"


def test_a_topic_without_a_box_is_ticked_beside_its_title_only_when_asked() -> None:
    text = PROJECTS.format("")

    assert exported(text, 2) == text
    assert exported(text, 2, beside_titles=True) == PROJECTS.format("✅ ")
    assert exported(PROJECTS.format("✅ "), clear=True) == PROJECTS.format("⬜ ")


@pytest.mark.parametrize(
    ("take", "text"),
    [
        (Source.BULLETS, "# T\n- {}first\n  + {}[inner](https://a.org)\n"),
        (Source.BULLETS, "1. {}1\n2. {}2\n"),
        (Source.HEADINGS, "## {}Day 1 #\n\n{}Day 2\n---\n"),
        (Source.PARAGRAPHS, "{}**Lists** - order\n\n> {}**Sets**: none\n"),
        (Source.TABLES, "Name | Hours\n--|--\n{}Lists | 1\n{}[Sets](https://b.org) | 2\n"),
    ],
)
def test_every_source_can_be_ticked_beside_its_titles_and_read_again(
    take: Source, text: str
) -> None:
    before, after = text.format("", ""), text.format("", "✅ ")

    assert exported(before, 2, take=take, beside_titles=True) == after
    assert [(topic.title, topic.ticked) for topic in parse(after, name="x", take=take).topics] == [
        (topic.title, number == 1)
        for number, topic in enumerate(parse(before, name="x", take=take).topics)
    ]


def test_a_box_that_a_comment_cuts_through_stays_as_it_is() -> None:
    text = "<div>\n- [<!-- c --> ] a\n- [ ] b\n</div>\n"

    assert exported(text, 1, 2) == text.replace("[ ] b", "[x] b")
