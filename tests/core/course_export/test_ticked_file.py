"""A roadmap's file, ticked: only boxes change, and what it cannot show is counted."""

from core.course_export import TickedFile, called, to_markdown
from core.ownership import RoadmapFile
from core.roadmap_markdown import Source, parse

SOURCE = b"""\
\xef\xbb\xbf# Rust\r
\r
## Basics\r
- [ ] Ownership  \r
- [x] Borrowing\r
- [ ] Same\r
- [ ] Same\r
\t- [~] Deeper\r
\r
## Projects\r
| Project | Hours |\r
| --- | --- |\r
| A shell | 8 |\r
"""
FILE = RoadmapFile("rust.md", SOURCE)


def test_what_is_done_is_ticked_and_nothing_else_changes() -> None:
    names = list(called(parse(SOURCE, name="rust.md").topics))

    ticked = to_markdown(FILE, {names[0], names[3], names[4], names[5]})

    expected = SOURCE.replace(b"[ ] Ownership", b"[x] Ownership").replace(
        b"- [ ] Same\r\n\t- [~]", b"- [x] Same\r\n\t- [x]"
    )
    assert ticked == TickedFile(expected, unseen=1, others=1)


def test_without_anything_done_the_file_is_given_as_it_was() -> None:
    assert to_markdown(FILE, frozenset()) == TickedFile(SOURCE, unseen=0, others=1)


def test_what_was_ticked_by_the_author_and_what_has_no_box_follows_when_asked() -> None:
    names = list(called(parse(SOURCE, name="rust.md").topics))

    ticked = to_markdown(FILE, {names[5]}, clear=True, beside_titles=True)

    expected = SOURCE.replace(b"[x] Borrowing", b"[ ] Borrowing")
    expected = expected.replace(b"| A shell", "| ✅ A shell".encode())
    assert ticked == TickedFile(expected, unseen=0, others=0)


def test_topics_are_known_by_what_they_are_called_however_they_were_numbered() -> None:
    stored = called(parse(b"## Basics\n- [ ] New\n- [ ] Ownership\n", name="rust.md").topics)

    ticked = to_markdown(FILE, frozenset(stored))

    assert ticked.content == SOURCE.replace(b"[ ] Ownership", b"[x] Ownership")


def test_what_its_owner_chose_as_topics_is_read_again() -> None:
    file = RoadmapFile("plain.md", b"# Plan\n- one\n- two\n", Source.BULLETS)
    names = list(called(parse(file.source, name="plain.md", take=Source.BULLETS).topics))

    assert to_markdown(file, {names[1]}, beside_titles=True) == TickedFile(
        "# Plan\n- one\n- ✅ two\n".encode(), unseen=0, others=0
    )
