"""What is remembered is bounded, and the longest unused goes first."""

from storage.memory import Recent


def test_the_entry_that_was_unused_longest_is_forgotten() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    recent.get("a")

    recent.put("c", 3)

    assert [recent.get(key) for key in "abc"] == [1, None, 3]


def test_after_clearing_nothing_is_remembered() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)

    recent.clear()

    assert recent.get("a") is None
