"""Commands of study groups: who may do what, what is taken for what, and what comes of it."""

import asyncio

import pytest

from bot.dialogue.reply import Reply
from bot.dialogue.views.study_group import IN_PASSING
from bot.telegram.delivery import notice_of
from tests.bot.dialogue.group_talk import group_talk
from tests.bot.dialogue.shown import shown

BEGUN = ("max: /study here", "max: study settings|group=1|do=start")
POSTED = (*BEGUN, "+1440")
FIRST = "*#1* Installing Python"
BUTTONS = (
    "[Done -> study done|group=1|topic=1] [Details -> study details|group=1|topic=1] "
    "[My next -> next]"
)
ONLY_MANAGERS = ["private refusal", "Only who manages this chat settles that."]
NO_GROUP = ["private refusal", "There is no study group here."]


def answer(*lines: str) -> list[str]:
    async def run() -> list[str]:
        async with group_talk() as talk:
            return await talk.last(*lines)

    return asyncio.run(run())


def answered(*lines: str) -> Reply:
    async def run() -> Reply:
        async with group_talk() as talk:
            if lines[1:]:
                await talk.last(*lines[:-1])
            return await talk.hear(lines[-1])

    return asyncio.run(run())


def posts(*lines: str) -> list[str]:
    """Give what the group posted and edited, each as it reads."""

    async def run() -> list[str]:
        async with group_talk() as talk:
            await talk.last(*lines)
            return [shown(each) for each in talk.posts]

    return asyncio.run(run())


def shows(label: str, what: str | None = None) -> str:
    """Give a button of the card that offers what can be chosen."""
    return f"[{label} -> study settings|group=1|show={what or label.casefold()}]"


def test_who_manages_a_chat_gets_a_whole_card_at_once() -> None:
    assert answer("max: /study here") == [
        "replace",
        "# Study group",
        "- *Roadmap*: Python, 8 topics",
        "- *Post*: 09:00, every day",
        "- *Time zone*: UTC, it is @12:00 there",
        "- *Pace*: a new topic with every post",
        "- *A day counts*: when half of the members studied",
        f"It is not at work. Started now, it posts first @Tue 24 Nov, 09:00 UTC: {FIRST}",
        "> A time, days or a city can be typed: `/study settings 19:00 mon-fri`",
        "[Start -> study settings|group=1|do=start]",
        f"{shows('Roadmap')} {shows('Time')} {shows('Time zone', 'zone')}",
        f"{shows('Pace')} {shows('Quorum')}",
        "(Type a time or city -> study settings|group=1|change=)",
    ]


def test_it_begins_with_what_who_asks_studies_and_by_their_clocks() -> None:
    lines = answer("max@: /tz Lisbon", "max@: /switch rust", "max: /study here")

    assert lines[2] == "- *Roadmap*: Rust, 2 topics"
    assert lines[4] == "- *Time zone*: Lisbon time, it is @12:00 there"


def test_a_group_that_is_there_stays_as_it_is() -> None:
    assert answer("max: /study here", "max: /study settings 7:30", "max: /study here")[3] == (
        "- *Post*: 07:30, every day"
    )


@pytest.mark.parametrize(
    "said",
    [
        "/study here",
        "/study settings",
        "/study settings 8:30",
        "/study stop",
        "study settings|group=1|do=start",
        "study settings|group=1|show=time",
        "study settings|group=1|quorum=100",
        "study stop|group=1",
    ],
)
def test_nobody_else_settles_a_group(said: str) -> None:
    assert answer("max: /study here", f"ada: {said}")[:2] == ONLY_MANAGERS
    assert (
        answer(*BEGUN, f"ada: {said}", "max: /study settings")[2:7]
        == (answer("max: /study here")[2:7])
    )


@pytest.mark.parametrize("where", ["max@other", "max@"])
@pytest.mark.parametrize("said", ["settings|group=1|do=start", "stop|group=1", "settings|group=9"])
def test_a_group_is_settled_in_its_own_chat_alone(where: str, said: str) -> None:
    lines = answer("max: /study here", f"{where}: study {said}")

    assert lines[0] == "private refusal"
    assert lines[1] in {NO_GROUP[1], "No study group is here: one belongs to the chat of a group."}


def test_a_thread_has_a_group_of_its_own() -> None:
    assert answer("max: /study here", "max@thread: /study settings")[:2] == NO_GROUP
    assert answer("max: /study here", "max@thread: /study here")[-1] == (
        "(Type a time or city -> study settings|group=2|change=)"
    )


def test_where_the_bot_may_not_post_it_says_so_before_anything_starts() -> None:
    lacking = [
        "private refusal",
        "To post here by myself I need Send Messages.",
        "Give me that, and send `/study here` again.",
    ]
    assert answer("max@mute: /study here") == lacking
    assert answer("max@mute: /study here", "max@mute: /study settings")[:2] == NO_GROUP


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("/study settings 19:00 mon-fri", "- *Post*: 19:00, Mon to Fri"),
        ("study settings|group=1|change=07:00 sat sun", "- *Post*: 07:00, Sat and Sun"),
        ("/study settings 19:00", "- *Post*: 19:00, every day"),
        ("/study settings weekdays", "- *Post*: 09:00, Mon to Fri"),
        ("/study settings every day", "- *Post*: 09:00, every day"),
        ("/study settings Tokyo", "- *Time zone*: Tokyo time, it is @21:00 there"),
        ("/study settings new york", "- *Time zone*: New York time, it is @07:00 there"),
        ("/study settings sao paulo", "- *Time zone*: Sao Paulo time, it is @09:00 there"),
        ("/study settings asia/tokyo", "- *Time zone*: Tokyo time, it is @21:00 there"),
        ("/study settings UTC+2", "- *Time zone*: UTC+2, it is @14:00 there"),
        (
            "study settings|group=1|zone=Asia/Kolkata",
            "- *Time zone*: Kolkata time, it is @17:30 there",
        ),
        ("study settings|group=1|roadmap=2", "- *Roadmap*: Rust, 2 topics"),
        (
            "study settings|group=1|moves=quorum",
            "- *Pace*: the next topic once enough have done this one",
        ),
        ("study settings|group=1|quorum=100", "- *A day counts*: when all of the members studied"),
        ("study settings|group=1|quorum=60", "- *A day counts*: when 60% of the members studied"),
        ("/study settings 25%", "- *A day counts*: when a quarter of the members studied"),
        ("/study settings quorum 60", "- *A day counts*: when 60% of the members studied"),
    ],
)  # fmt: skip
def test_all_is_changed_by_a_button_or_a_word(said: str, line: str) -> None:
    assert line in answer("max: /study here", f"max: {said}")


def test_a_time_alone_keeps_the_days_and_days_alone_the_time() -> None:
    first = ("max: /study here", "max: /study settings 7:30 mon-fri")

    assert answer(*first, "max: /study settings 19:00")[3] == "- *Post*: 19:00, Mon to Fri"
    assert answer(*first, "max: /study settings sat sun")[3] == "- *Post*: 07:30, Sat and Sun"


def test_a_role_is_called_until_somebody_says_not_to() -> None:
    begun = ("max@server: /study here", "max@server: study settings|group=1|do=start")
    called = (*begun, "max@server: /study settings <@&4242>")

    assert "- *Each post calls*: (the study group)" in answer(*called)
    assert "For (the study group)" in posts(*called, "+1440", "max@server: /study settings")[0]
    assert "[Call nobody -> study settings|group=1|do=nobody]" in answer(*called)
    nobody = answer(*called, "max@server: study settings|group=1|do=nobody")
    assert "calls" not in "".join(nobody)


@pytest.mark.parametrize(
    ("where", "role", "wrong"),
    [
        ("max", "4242", "There are no roles here that a post could call."),
        ("max@server", "77", "A post of a group does not call everyone."),
    ],
)
def test_nobody_is_called_where_there_are_no_roles_and_everyone_nowhere(
    where: str, role: str, wrong: str
) -> None:
    said = (f"{where}: /study here", f"{where}: /study settings <@&{role}>")

    assert answer(*said)[:2] == ["private refusal", wrong]
    assert "calls" not in "".join(answer(*said, f"{where}: /study settings"))


@pytest.mark.parametrize(
    ("typed", "way_on"),
    [
        ("qqqqqq", "[Study group -> study settings|group=1]"),
        ("pace", "[Study group -> study settings|group=1]"),
        ("Time", "[Study group -> study settings|group=1]"),
        ("post", "[Study group -> study settings|group=1]"),
        ("start", "[Settat, Morocco (Casablanca time) -> study settings|group=1|"),
        ("never", "[Nevers, France (Paris time) -> study settings|group=1|zone=Europe/Paris]"),
        ("lisbn", "[Lisbon, Portugal (Lisbon time) -> study settings|group=1|zone=Europe/Lisbon]"),
        ("role", "[Raleigh, United States (New York time) -> study settings|group=1|"),
        ("@everyone", "[Study group -> study settings|group=1]"),
    ],
)
def test_words_that_name_nothing_clearly_change_nothing(typed: str, way_on: str) -> None:
    lines = answer("max: /study here", f"max: /study settings {typed}")

    assert lines[0] == "private refusal"
    assert lines[1].startswith(f"I cannot tell what “{typed}” changes, so all stays as it was.")
    assert way_on in "\n".join(lines)
    assert (
        answer("max: /study here", f"max: /study settings {typed}", "max: /study settings")[2:7]
        == answer("max: /study here")[2:7]
    )


@pytest.mark.parametrize("typed", ["all", "quorum all", "All of the members"])
def test_a_quorum_is_typed_by_its_word_as_well(typed: str) -> None:
    card = answer("max: /study here", f"max: /study settings {typed}")

    assert any(line.endswith("when all of the members studied") for line in card)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("stop", "A group that shall rest is stopped by a word of its own."),
        ("0%", "0% of the members cannot make a day count: it takes 1% to 100%."),
        ("quorum 175", "175% of the members cannot make a day count: it takes 1% to 100%."),
        ("25:00", "I cannot use “25:00”. There is no hour 25: they are 0 to 23."),
        ("19:00 funday", "I cannot use “19:00 funday”. “funday” is no day. I understood “19:00”."),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_wrong(typed: str, wrong: str) -> None:
    assert answer("max: /study here", f"max: /study settings {typed}")[:2] == [
        "private refusal",
        wrong,
    ]


@pytest.mark.parametrize("show", ["roadmap", "time", "zone", "pace", "quorum"])
def test_what_can_be_chosen_stands_where_the_card_stood_and_leads_back(show: str) -> None:
    lines = answer("max: /study here", f"max: study settings|group=1|show={show}")

    assert lines[0] == "replace"
    assert any("[Back -> study settings|group=1]" in line for line in lines)


def test_a_group_rests_and_goes_on_where_it_stood() -> None:
    stopped = (*POSTED, "max: /study stop")

    assert answer(*stopped)[2] == "It rests: no more posts come, and all that was done is kept."
    assert answer(*stopped, "max: study settings|group=1|do=start")[2] == "It has started."
    assert "*#2* Using pip" in "".join(answer(*stopped, "+1440", "max: /study settings"))


def test_a_post_has_its_topic_and_who_studied_is_counted_in_place() -> None:
    first, *_, last = posts(
        *POSTED, "ada: study done|group=1|topic=1", "+2", "max: /study settings"
    )

    assert first.splitlines() == [
        "public",
        "# *#1* Installing Python",
        "PHASE 1: Basics › 1.1 Start · 1 of 3",
        "Nobody has studied yet today; 1 makes the day count.",
        "> This comes late, since I was away at its time.",
        BUTTONS,
    ]
    assert last.splitlines()[3:5] == [
        "1 studied today: the day counts.",
        "The group's streak: 1 day in a row, 2 freezes left.",
    ]


def test_done_marks_who_presses_it_and_says_once_how_to_leave() -> None:
    press = "study done|group=1|topic=1"

    assert answer(*POSTED, f"ada: {press}") == [
        "private",
        "Done: #1 Installing Python. You are in this study group now; to leave: /study leave.",
    ]
    assert answer(*POSTED, f"ada: {press}", f"bob: {press}", f"ada: {press}") == [
        "private",
        "You had done this: #1 Installing Python. 2 studied today: the day counts.",
    ]
    assert answer(*POSTED, f"ada: {press}", "bob@: /progress")[1] == "You study no roadmap yet."


def test_whoever_studies_something_else_goes_on_with_it() -> None:
    assert answer("ada@: /switch rust", *POSTED, "ada: study done|group=1|topic=1")[1] == (
        "Done: #1 Installing Python. You are in this study group now; to leave: /study leave. "
        "Your /next stays with Rust."
    )
    assert "Ownership" in "".join(
        answer("ada@: /switch rust", *POSTED, "ada: study done|group=1|topic=1", "ada@: /next")
    )


@pytest.mark.parametrize("said", ["ada: /study done", "ada@: /study done", "ada@: /study details"])
def test_the_topic_of_the_last_post_can_be_asked_for_by_a_word(said: str) -> None:
    assert "Installing Python" in "".join(
        answer("max: /study here", "ada: /study join", *POSTED, said)
    )


def test_who_studies_nothing_yet_is_told_in_a_group_how_to_study_with_it() -> None:
    words = "You study no roadmap yet."
    together = (
        "If a study group is here, press Done on its post or send `/study join`. "
        "Alone it takes three taps: `/start`"
    )

    assert answer(*POSTED, "ada: next")[:3] == ["private refusal", words, together]
    assert notice_of(answered(*POSTED, "ada: next")) is not None
    assert answer("ada@: /next")[2] == "It takes three taps to your first topic."


@pytest.mark.parametrize("said", ["ada: /study done", "ada: /study details"])
def test_before_the_first_post_there_is_no_topic(said: str) -> None:
    words = "This group has had no post of Python yet, so there is no topic."

    assert answer(*BEGUN, said)[1] == words


def test_details_are_for_who_asks_with_a_way_to_be_done_in_the_group() -> None:
    details = "ada: study details|group=1|topic=1"

    assert answer(*POSTED, details)[-1] == "[Done -> study done|group=1|topic=1]"
    assert answer(*POSTED, "ada: study done|group=1|topic=1", details)[-1] == "Done today."


def test_who_joins_is_a_member_until_they_leave() -> None:
    assert answer("max: /study here", "ada: /study join") == [
        "private",
        "You are in the study group on Python; to leave: /study leave.",
    ]
    assert answer("max: /study here", "ada: /study join", "ada@: /study leave") == [
        "private",
        "You have left the group on Python: you are off its board. What you did stays yours.",
    ]
    assert answer("max: /study here", "ada: /study leave")[1] == "You are not in this study group."


def test_alone_with_several_groups_one_is_chosen() -> None:
    two = (
        "max: /study here",
        "max@other: /study here",
        "ada: /study join",
        "ada@other: /study join",
    )

    assert answer(*two, "ada@: /study leave") == [
        "private",
        "Which study group?",
        "[Python, 1 member -> study leave|group=1]",
        "[Python, 1 member -> study leave|group=2]",
    ]
    assert answer(*two, "ada@: study leave|group=2", "ada@: /board")[1] == "# Board"


def test_only_who_wants_to_be_seen_is_on_the_board_and_ties_are_shared() -> None:
    done = [f"{name}: study done|group=1|topic=1" for name in ("ada", "bob", "eve")]
    seen = (*POSTED, *done, "ada: /board on", "bob: board|me=on|group=1")
    hint = "> Only members who chose to be seen stand here. Who leaves the group is off at once."

    assert answer(*seen, "eve: /board") == [
        "private replace",
        "# Board",
        "*This week*",
        "- 1. *Ada*: 1 day",
        "- 1. *Bob*: 1 day",
        "*This month*",
        "- 1. *Ada*: 1 day",
        "- 1. *Bob*: 1 day",
        hint,
        "[Show me here -> board|me=on|group=1]",
    ]
    assert "Ada" not in "".join(answer(*seen, "ada: /board off", "eve: /board"))
    assert "Ada" not in "".join(answer(*seen, "ada: /study leave", "eve: /board"))


@pytest.mark.parametrize("where", ["max@", "max@other"])
def test_the_board_is_not_shown_to_who_is_neither_there_nor_a_member(where: str) -> None:
    seen = (*POSTED, "ada: study done|group=1|topic=1", "ada: /board on")

    assert answer(*seen, f"{where}: board|group=1")[1] == "You are not in this study group."
    assert answer(*seen, f"{where}: board|group=9")[1] in {
        "There is no study group here.",
        "No study group is here: one belongs to the chat of a group.",
    }


@pytest.mark.parametrize(
    "said",
    ["study done|group=1|topic=1", "/study join", "/study leave", "study done|group=1|topic=2"],
)
def test_what_a_member_is_told_passes_without_a_message(said: str) -> None:
    reply = answered("ada@: /switch rust", *POSTED, f"ada: {said}")

    notice = notice_of(reply)
    assert notice is not None
    assert len(notice) <= IN_PASSING
