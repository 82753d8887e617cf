"""Each step by which a topic is known again after an edit, and which step goes first."""

import pytest

from core.reconcile import Fate, Match, Name, Reconciliation, Step
from tests.core.reconcile.shelf import Shelf, ids, name, steps

TEN = "".join(f"- [ ] Chapter {number}: {'abcdefghij'[number] * 9}\n" for number in range(10))


def fates(result: Reconciliation) -> dict[str, Fate]:
    return {match.topic.text: match.fate for match in result.matches}


def only(result: Reconciliation) -> Match:
    (match,) = result.matches
    return match


def test_a_first_import_is_all_new() -> None:
    result = Shelf().take("- [ ] a\n- [ ] b")

    assert (result.matches, result.new, result.retired, ids(result)) == (
        (),
        (1, 2),
        (),
        (None,) * 2,
    )
    assert not result.asks_first


def test_the_same_file_again_changes_nothing() -> None:
    shelf = Shelf("# T\n## S\n- [ ] a\n  - [ ] b\n- [ ] a\n## S\n- [ ] a\n")

    result = shelf.take("# Another title\n## S\n- [ ] a\n  - [ ] b\n- [ ] a\n## S\n- [ ] a\n")

    assert ids(result) == (1, 2, 3, 4)
    assert {(match.step, match.fate) for match in result.matches} == {(Step.PLACE, Fate.KEPT)}
    assert (result.new, result.retired) == ((), ())


def test_topics_are_told_apart_by_the_topic_they_are_nested_in() -> None:
    shelf = Shelf("- [ ] Arrays\n  - [ ] Easy\n- [ ] Trees\n  - [ ] Easy\n")

    result = shelf.take("- [ ] Graphs\n  - [ ] Easy\n- [ ] Trees\n  - [ ] Easy\n")

    assert ids(result)[2:] == (3, 4)


@pytest.mark.parametrize(
    "item", ["b b <!-- id: x-1 -->", "b b {#x-1}", "b b ^x-1", "<!-- id: x-1 -->b b"]
)
def test_an_id_in_the_file_goes_before_any_words(item: str) -> None:
    shelf = Shelf("## S\n- [ ] Sets {#x-1}\n- [ ] b b\n")

    result = shelf.take(f"## S\n- [ ] Sets\n\n## T\n- [ ] {item}\n")

    assert steps(result) == {"b b": (1, Step.KEY)}
    assert fates(result) == {"b b": Fate.RENAMED}
    assert [topic.name.text for topic in result.retired] == ["b b"]


def test_an_id_that_an_editor_dropped_is_kept() -> None:
    shelf = Shelf("- [ ] Sets {#x}")

    assert only(shelf.take("- [ ] Sets")).key == "x"
    assert only(shelf.take("- [ ] Something else ^x")).step is Step.KEY


def test_an_id_added_to_a_reworded_topic_does_not_part_it_from_its_past() -> None:
    shelf = Shelf("- [ ] Sets and frozen sets")

    result = shelf.take("- [ ] Sets and frozensets {#sets}")

    assert steps(result) == {"Sets and frozensets": (1, Step.LIKENESS_IN_SECTION)}


@pytest.mark.parametrize("link", ["", " [guide](https://a.org)"])
def test_two_ids_that_differ_are_never_guessed_to_be_one_topic(link: str) -> None:
    shelf = Shelf(f"- [ ] Sets and frozen sets{link} {{#a}}")

    assert shelf.take(f"- [ ] Sets and frozensets{link} {{#b}}").new == (1,)


def test_a_topic_whose_id_was_changed_is_known_by_its_title() -> None:
    assert steps(Shelf("- [ ] Sets {#a}").take("- [ ] Sets {#b}")) == {"Sets": (1, Step.PLACE)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**Sets**", "[sets](https://a.org)."),
        ("The `dict` type", "the   dict type:"),
        ("Caf\u00e9", "CAFE\u0301"),
        ("✔️ done", "✔ done"),
    ],
)
def test_marks_case_and_final_punctuation_make_no_other_title(before: str, after: str) -> None:
    match = only(Shelf(f"- [ ] {before}").take(f"- [ ] {after}"))

    assert (match.step, match.fate) == (Step.PLACE, Fate.KEPT)


@pytest.mark.parametrize(
    ("before", "after"), [("C", "C++"), ("the operator `!`", "the operator `?`"), (".NET", "NET")]
)
def test_signs_that_mean_something_do(before: str, after: str) -> None:
    result = Shelf(f"- [ ] {before}").take(f"- [ ] {after}")

    assert all(match.fate is Fate.RENAMED for match in result.matches)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("PHASE 10.6: Email", "PHASE 11: Email"),
        ("🚀 2. **Email**", "Email"),
        ("Week 3 - Email", "Week #4 Email"),
    ],
)
def test_a_section_of_another_number_is_the_same_section(before: str, after: str) -> None:
    match = only(Shelf(f"## {before}\n- [ ] a").take(f"## {after}\n- [ ] a"))

    assert (match.step, match.fate) == (Step.SECTION, Fate.KEPT)


def test_a_section_that_is_but_a_number_is_named_by_it() -> None:
    shelf = Shelf("## Week 1\n- [ ] Review\n\n## Week 2\n- [ ] Review\n")

    result = shelf.take("## Week 2\n- [ ] Review\n")

    assert (ids(result), fates(result)) == ((2,), {"Review": Fate.KEPT})


@pytest.mark.parametrize(("before", "after"), [("Week 1", "Week 2"), ("3D models", "2D models")])
def test_a_number_that_is_part_of_the_name_stays_in_it(before: str, after: str) -> None:
    assert only(Shelf(f"## {before}\n- [ ] a").take(f"## {after}\n- [ ] a")).fate is Fate.MOVED


def test_a_topic_whose_parent_leaves_has_not_moved() -> None:
    shelf = Shelf("- [ ] Arrays\n  - [ ] Easy\n")

    assert fates(shelf.take("- [ ] Easy\n")) == {"Easy": Fate.KEPT}


def test_a_title_elsewhere_is_the_topic_moved() -> None:
    match = only(Shelf("## S\n- [ ] Sets").take("## T\n- [ ] Sets"))

    assert (match.step, match.fate) == (Step.TITLE, Fate.MOVED)
    assert match.earlier == (name("Sets", "S"),)


def test_equal_titles_move_in_their_order_and_only_all_together() -> None:
    shelf = Shelf("## A\n- [ ] Intro\n## B\n- [ ] Intro\n")

    assert Shelf("## A\n- [ ] Intro\n## B\n- [ ] Intro\n").take("## C\n- [ ] Intro\n").new == (1,)
    assert ids(shelf.take("## C\n- [ ] Intro\n## D\n- [ ] Intro\n")) == (1, 2)


def test_the_only_link_is_followed_through_any_rewording() -> None:
    shelf = Shelf("## S\n- [ ] [Sets](https://a.org/s)\n- [ ] Maps\n")

    result = shelf.take("## T\n- [ ] Wholly different\n  - [read](https://a.org/s)\n- [ ] Maps\n")

    assert steps(result)["Wholly different"] == (1, Step.LINK)
    assert [match.known.id for match in result.guesses] == [1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [ ] [Sets](u)\n- [ ] [Maps](u)", "- [ ] [Wholly different](u)\n- [ ] [Maps](u)"),
        ("- [ ] [Sets](u)", "- [ ] [Wholly different](u)\n- [ ] [Another](u)"),
        ("- [ ] [Sets](u) and [more](v)", "- [ ] [Wholly different](u)"),
    ],
)
def test_a_link_that_several_share_or_that_is_not_alone_says_nothing(
    before: str, after: str
) -> None:
    assert 1 in Shelf(before).take(after).new


def test_a_reworded_title_in_its_section_is_a_guess_that_the_owner_is_shown() -> None:
    shelf = Shelf("## S\n- [ ] Typed decorators\n- [ ] Sets\n")

    result = shelf.take("## 1. S\n- [ ] Typing decorators\n- [ ] Sets\n")

    (guess,) = result.guesses
    assert (guess.known.name, guess.topic.text) == (
        name("Typed decorators", "S"),
        "Typing decorators",
    )
    assert (guess.step, guess.fate) == (Step.LIKENESS_IN_SECTION, Fate.RENAMED)
    assert guess.likeness == pytest.approx(28 / 33)
    assert guess.earlier == (name("Typed decorators", "S"),)


def test_elsewhere_a_title_must_be_more_similar() -> None:
    shelf = Shelf("## S\n- [ ] Typed decorators\n- [ ] Message queues with Kafka\n")

    result = shelf.take("## T\n- [ ] Typing decorators\n- [ ] Message queues in Kafka\n")

    assert steps(result) == {"Message queues in Kafka": (2, Step.LIKENESS)}
    assert result.new == (1,)


def test_a_title_as_similar_to_two_is_neither() -> None:
    shelf = Shelf("- [ ] Exercise one of the book\n- [ ] Exercise two of the book\n")

    assert shelf.take("- [ ] Exercise six of the book\n").new == (1,)


def test_addresses_are_not_compared_by_their_letters() -> None:
    shelf = Shelf("- [ ] https://example.org/watch?v=abcdef\n")

    assert shelf.take("- [ ] https://example.org/watch?v=abcdxy\n").new == (1,)


def test_a_whole_page_of_a_title_is_not_compared_by_its_letters() -> None:
    assert Shelf(f"- [ ] {'word ' * 70}one\n").take(f"- [ ] {'word ' * 70}two\n").new == (1,)


def test_a_retired_topic_returns_with_its_id() -> None:
    shelf = Shelf("## S\n- [ ] Sets\n- [ ] Maps\n")
    gone = shelf.take("## S\n- [ ] Maps\n")
    later = shelf.take("## S\n- [ ] Maps\n")

    result = shelf.take("## S\n- [ ] Sets\n- [ ] Maps\n")

    assert [topic.id for topic in gone.retired] == [1]
    assert later.retired == ()
    assert (ids(result), fates(result)) == ((1, 2), {"Sets": Fate.RETURNED, "Maps": Fate.KEPT})
    assert steps(result)["Sets"] == (1, Step.PLACE)


def test_a_topic_of_the_roadmap_goes_before_a_retired_one_of_its_name() -> None:
    shelf = Shelf("- [ ] Maps\n- [ ] Sets\n- [ ] Sets\n")
    shelf.take("- [ ] Maps\n- [ ] Sets\n")

    assert ids(shelf.take("- [ ] Sets\n")) == (2,)


def test_a_link_is_that_of_a_topic_of_the_roadmap_before_a_retired_one() -> None:
    shelf = Shelf("- [ ] [Sets](u)\n- [ ] [Maps](u)\n")
    shelf.take("- [ ] [Maps](u)\n")

    assert ids(shelf.take("- [ ] [Wholly different](u)\n")) == (2,)


def test_a_retired_topic_returns_reworded() -> None:
    shelf = Shelf("- [ ] Typed decorators\n- [ ] Maps\n")
    shelf.take("- [ ] Maps\n")

    result = shelf.take("- [ ] Typing decorators\n- [ ] Maps\n")

    assert steps(result)["Typing decorators"] == (1, Step.LIKENESS_IN_SECTION)
    assert fates(result)["Typing decorators"] is Fate.RETURNED


def test_a_title_that_was_given_back_is_known_from_earlier() -> None:
    shelf = Shelf("- [ ] [Sets](u)")
    shelf.take("- [ ] [Wholly different](u)")

    match = only(shelf.take("- [ ] Sets"))

    assert (match.known.id, match.step, match.fate) == (1, Step.PLACE, Fate.RENAMED)
    assert match.earlier == (name("Wholly different"),)


def test_what_a_topic_is_called_goes_before_what_another_was_called() -> None:
    shelf = Shelf("- [ ] [Sets](u)")
    shelf.take("- [ ] [Maps](u)")
    shelf.take("- [ ] [Maps](u)\n- [ ] Sets")

    result = shelf.take("- [ ] Sets")

    assert ids(result) == (2,)


@pytest.mark.parametrize(("left", "share", "asks"), [(7, 0.3, False), (6, 0.4, True)])
def test_a_file_that_drops_many_topics_may_be_the_wrong_one(
    left: int, share: float, *, asks: bool
) -> None:
    shelf = Shelf(TEN)

    result = shelf.take("\n".join(TEN.split("\n")[:left]))

    assert (result.retired_share, result.asks_first) == (share, asks)


def test_topics_that_left_before_do_not_count_as_leaving() -> None:
    shelf = Shelf(TEN)
    shelf.take("\n".join(TEN.split("\n")[:2]))

    result = shelf.take("\n".join(TEN.split("\n")[:2]))

    assert (result.retired_share, result.retired) == (0, ())


def test_a_nested_topic_is_named_by_those_it_stands_in() -> None:
    shelf = Shelf("## S\n- [ ] a\n  - [ ] **b**\n    - [ ] c\n- [ ] d\n")

    assert [topic.name for topic in shelf.known.values()] == [
        Name(("S",), "a"),
        Name(("S",), "b", ("a",)),
        Name(("S",), "c", ("a", "b")),
        Name(("S",), "d"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("Exercise 11 of the book", "Exercise 12 of the book", "Exercise 13 of the book"),
        ("Exercise one of the book", "Exercise two of the book", "Exercise three of the book"),
        (
            "The 1st exercise of the book",
            "The 2nd exercise of the book",
            "The 3rd exercise of the book",
        ),
        ("16 bit integers", "32 bit integers", "64 bit integers"),
        ("Linear algebra, part I", "Linear algebra, part II", "Linear algebra, part IV"),
    ],
)
def test_one_of_a_series_is_not_the_next_one_reworded(first: str, second: str, third: str) -> None:
    several = Shelf(f"- [ ] {first}\n- [ ] {second}\n").take(f"- [ ] {first}\n- [ ] {third}\n")
    grown = Shelf(f"- [ ] {first}\n").take(f"- [ ] {second}\n- [ ] {third}\n")

    assert ids(several) == (1, None)
    assert ids(grown) == (None, None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Python 2 in production", "Python 3 in production"),
        ("Linear algebra, part two", "Linear algebra, part 2"),
        ("Exercise 12 of this book", "Exercise 12 of the book"),
    ],
)
def test_a_number_that_counts_nothing_on_or_stayed_is_reworded_as_words_are(
    before: str, after: str
) -> None:
    shelf = Shelf(f"- [ ] Linear algebra, part one\n- [ ] Exercise 11 of the book\n- [ ] {before}")

    result = shelf.take(
        f"- [ ] Linear algebra, part one\n- [ ] Exercise 11 of the book\n- [ ] {after}"
    )

    assert ids(result) == (1, 2, 3)


def test_a_numbered_list_with_something_inserted_on_top_keeps_every_topic() -> None:
    names = ["Sending emails", "Typed decorators", "Message queues", "Sets and maps"]
    before = "".join(f"- [ ] {number}. {each}\n" for number, each in enumerate(names, 1))
    after = "".join(f"- [ ] {number}. {each}\n" for number, each in enumerate(["New", *names], 1))

    assert ids(Shelf(before).take(after)) == (None, 1, 2, 3, 4)
