"""What holds for any roadmap and any edits: no progress goes astray, and none is lost."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from core.reconcile import Fate, KnownTopic, Reconciliation, Step
from tests.core.reconcile.shelf import Shelf, ids

# Few and similar, so that titles are often equal, alike and given back.
WORDS = ["list", "set", "comprehensions", "comprehension", "http", "https", "intro", "basics"]
WORDS += ["queue", "queues", "with", "c", "c++", "字典推导式", "größe", "https://a.org/x"]


@dataclass(frozen=True)
class Line:
    text: str
    nested: bool = False
    link: int | None = None
    key: str | None = None


@dataclass
class Section:
    title: str
    lines: list[Line] = field(default_factory=list)


File = list[Section]


def written(file: File) -> str:
    text = "# Roadmap\n"
    for section in file:
        text += f"\n## {section.title}\n\n"
        for number, line in enumerate(section.lines):
            indent = "  " if line.nested and number else ""
            link = "" if line.link is None else f" [guide](https://b.org/{line.link})"
            key = "" if line.key is None else f" {{#{line.key}}}"
            text += f"{indent}- [ ] {line.text}{link}{key}\n"
    return text


TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
HEADINGS = st.builds(
    "{} {}".format, st.sampled_from(["1.", "Week 2:", "🚀", ""]), st.sampled_from(WORDS[4:9])
).map(str.strip)
LINES = st.builds(
    Line,
    TITLES,
    st.booleans(),
    st.one_of(st.none(), st.none(), st.integers(0, 3)),
)
FILES = st.lists(st.builds(Section, HEADINGS, st.lists(LINES, max_size=5)), min_size=1, max_size=4)


class Choice(NamedTuple):
    """What an edit is done to, by numbers that are taken modulo what there is."""

    section: int
    line: int
    other: int
    text: str


CHOICES = st.builds(Choice, *[st.integers(0, 11)] * 3, TITLES)


Edit = Callable[[File, Choice], None]


def edit(change: Callable[[Section, int, Choice], None]) -> Edit:
    """Make an edit of the whole file out of one of a line."""

    def apply(file: File, choice: Choice) -> None:
        section = file[choice.section % len(file)]
        if section.lines:
            change(section, choice.line % len(section.lines), choice)

    return apply


def reword(section: Section, at: int, choice: Choice) -> None:
    words = section.lines[at].text.split()
    words[choice.other % len(words)] = choice.text.split()[0]
    section.lines[at] = replace(section.lines[at], text=" ".join(words))


def mistype(section: Section, at: int, choice: Choice) -> None:
    text = section.lines[at].text
    cut = choice.other % len(text)
    section.lines[at] = replace(section.lines[at], text=f"{text[:cut]}q{text[cut + 1 :]}".strip())


def rename(section: Section, at: int, choice: Choice) -> None:
    section.lines[at] = replace(section.lines[at], text=choice.text)


def nest(section: Section, at: int, _choice: Choice) -> None:
    section.lines[at] = replace(section.lines[at], nested=not section.lines[at].nested)


def delete(section: Section, at: int, _choice: Choice) -> None:
    del section.lines[at]


def duplicate(section: Section, at: int, choice: Choice) -> None:
    # An id that is copied too is refused when the file is read.
    section.lines.insert(choice.other % (at + 1), replace(section.lines[at], key=None))


def give_key(section: Section, at: int, choice: Choice) -> None:
    key = None if choice.other == 0 else f"{choice.text.encode().hex()}{choice.other}"
    section.lines[at] = replace(section.lines[at], key=key)


def move(file: File, choice: Choice) -> None:
    source, target = file[choice.section % len(file)], file[choice.other % len(file)]
    if source.lines:
        line = source.lines.pop(choice.line % len(source.lines))
        target.lines.insert(choice.other % (len(target.lines) + 1), line)


def insert(file: File, choice: Choice) -> None:
    file[choice.section % len(file)].lines.insert(choice.line, Line(choice.text))


def rename_section(file: File, choice: Choice) -> None:
    file[choice.section % len(file)].title = choice.text


def move_section(file: File, choice: Choice) -> None:
    file.insert(choice.other % len(file), file.pop(choice.section % len(file)))


def reverse(file: File, choice: Choice) -> None:
    file[choice.section % len(file)].lines.reverse()


EDITS: list[Edit] = [
    *(move, insert, rename_section, move_section, reverse),
    *map(edit, (reword, mistype, rename, nest, delete, duplicate)),
]
KEYED: list[Edit] = [*EDITS, edit(give_key)]


Edits = list[tuple[Edit, Choice]]


def edits(among: list[Edit], most: int) -> st.SearchStrategy[Edits]:
    return st.lists(st.tuples(st.sampled_from(among), CHOICES), max_size=most)


def edited(file: File, changes: Edits) -> File:
    copy = [Section(section.title, list(section.lines)) for section in file]
    for change, choice in changes:
        change(copy, choice)
    return copy


def importable(file: File) -> bool:
    """Say whether it has topics, and no id twice."""
    keys = [line.key for section in file for line in section.lines if line.key]
    return any(section.lines for section in file) and len(keys) == len(set(keys))


def unlike(file: File) -> File:
    """Give no two topics of a file the same name."""
    numbers = count(1)
    return [
        Section(
            section.title,
            [replace(line, text=f"{line.text} {next(numbers)}") for line in section.lines],
        )
        for section in file
    ]


@given(FILES.filter(importable), st.lists(edits(KEYED, 6), max_size=4))
def test_no_progress_lands_on_a_topic_that_is_unlike_all_it_was_called(
    file: File, versions: list[Edits]
) -> None:
    shelf = Shelf(written(file))
    called = {number: {topic.name.text} for number, topic in shelf.known.items()}
    for changes in versions:
        file = edited(file, changes)
        if not importable(file):
            return
        before = dict(shelf.known)
        result = shelf.take(written(file))
        each_has_one_fate(before.values(), result)
        for match in result.matches:
            likeness = max(alike(match.topic.text, text) for text in called[match.known.id])
            match match.step:
                case Step.KEY:
                    assert match.topic.key == match.known.key
                case Step.LINK:
                    (link,) = {resource.url for resource in match.topic.resources}
                    assert set(match.known.links) == {link}
                case Step.LIKENESS:
                    assert likeness >= 0.88
                case Step.LIKENESS_IN_SECTION:
                    assert likeness >= 0.72
                case Step.PLACE | Step.SECTION | Step.TITLE:
                    assert likeness == 1
        for number, topic in shelf.known.items():
            called.setdefault(number, set()).add(topic.name.text)


def each_has_one_fate(known: Iterable[KnownTopic], result: Reconciliation) -> None:
    """Hold that no topic disappears, is doubled, or has two origins."""
    found = {match.known.id: match for match in result.matches}
    assert len(found) == len(result.matches)
    left = {topic.id for topic in known if not topic.retired and topic.id not in found}
    assert {topic.id for topic in result.retired} == left
    assert len(result.retired) == len(left)
    origins = [*(match.number for match in result.matches), *result.new]
    assert sorted(origins) == list(range(1, len(result.outline.topics) + 1))
    assert all((match.fate is Fate.RETURNED) == match.known.retired for match in result.matches)


def alike(one: str, other: str) -> float:
    return fuzz.ratio(one.casefold(), other.casefold()) / 100


@given(FILES.filter(importable), edits(KEYED, 6))
def test_the_same_file_twice_changes_nothing(file: File, changes: Edits) -> None:
    shelf = Shelf(written(file))
    file = edited(file, changes)
    if not importable(file):
        return
    shelf.take(written(file))
    before = dict(shelf.known)

    result = shelf.take(written(file))

    assert {match.fate for match in result.matches} == {Fate.KEPT}
    assert (result.new, result.retired) == ((), ())
    assert shelf.known == before


@given(FILES.filter(importable).map(unlike), edits(EDITS, 12))
def test_a_file_that_is_taken_back_gives_every_topic_its_progress_back(
    file: File, changes: Edits
) -> None:
    other = edited(file, changes)
    if not importable(other):
        return
    shelf = Shelf(written(file))
    texts = shelf.texts
    shelf.take(written(other))

    result = shelf.take(written(file))

    assert (result.new, shelf.texts) == ((), texts)


@given(FILES.filter(importable).map(unlike), st.randoms(use_true_random=False))
def test_any_new_order_keeps_every_topic(file: File, random: Random) -> None:
    shelf = Shelf(written(file))
    texts = shelf.texts
    flat = [
        Section(section.title, [replace(line, nested=False) for line in section.lines])
        for section in file
    ]
    for section in flat:
        random.shuffle(section.lines)
    random.shuffle(flat)

    result = shelf.take(written(flat))

    assert (result.new, result.retired, shelf.texts) == ((), (), texts)


@given(FILES.filter(importable), edits(KEYED, 6), st.randoms(use_true_random=False))
def test_nothing_depends_on_the_order_in_which_the_stored_topics_come(
    file: File,
    changes: Edits,
    random: Random,
) -> None:
    first, second = Shelf(written(file)), Shelf(written(file))
    file = edited(file, changes)
    if not importable(file):
        return
    topics = list(second.known.items())
    random.shuffle(topics)
    second.known = dict(topics)

    assert ids(first.take(written(file))) == ids(second.take(written(file)))
