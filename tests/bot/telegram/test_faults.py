"""Faults over a real socket: each is got over or told once, and none ends the conversation."""

import asyncio
import logging

import pytest

from bot.gazetteer import CityGazetteer
from bot.telegram.connection import TelegramRefused
from core.ports import City
from tests.bot.telegram.stage import Stage, on_stage
from tests.telegram_bed.chats import Chat
from tests.telegram_bed.faults import Drops, Fault, Garbles, Hangs, Refuses, Throttles
from tests.telegram_bed.people import User

SHORT = 0.3
"""Seconds that the bot waits for an answer where a test lets one fail to come."""

BLOCKED = Refuses(403, "Forbidden: bot was blocked by the user")
NOT_FOUND = Refuses(400, "Bad Request: chat not found")


@pytest.fixture(autouse=True)
def _every_level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


class BrokenGazetteer(CityGazetteer):
    """A map that nobody expected to be broken."""

    def cities(self, name: str) -> tuple[City, ...]:
        raise RuntimeError(name)

    def zone_at(self, latitude: float, longitude: float) -> str | None:
        raise RuntimeError(latitude, longitude)


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str | None]]:
    """Give each trouble in the log, of whichever library, and the turn it names."""
    return [
        (record.message, getattr(record, "turn", None))
        for record in caplog.records
        if record.levelno >= logging.WARNING
    ]


def last_turn(caplog: pytest.LogCaptureFixture) -> str:
    turns = [record for record in caplog.records if record.message == "turn"]
    found: str = vars(turns[-1])["turn"]
    return found


async def goes_on(stage: Stage, user: User, chat: Chat) -> bool:
    """Say whether the bot still answers."""
    await user.says(chat, "/help")
    return "What I can do" in (await chat.next_message()).text


@pytest.mark.parametrize("fault", [Hangs(done=True), Hangs(), Drops(done=True), Drops()])
def test_a_message_whose_sending_has_no_known_end_is_not_sent_twice(
    fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    async def converse() -> None:
        async with on_stage(timeout=SHORT) as stage:
            caplog.clear()  # on a busy machine the start may not be done in so short a time
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", fault)
            await ada.says(chat, "/streak")
            await stage.bed.until(lambda: not stage.bed.updates.pending)
            assert len(stage.bed.asked("sendMessage")) == 1
            assert told(caplog) == [("reply not delivered", last_turn(caplog))]
            chat.unread()
            assert await goes_on(stage, ada, chat)

    asyncio.run(converse())


@pytest.mark.parametrize(
    ("fault", "told_of"),
    [
        (Hangs(done=True), []),  # the second is refused, since the first changed all there was
        (Drops(), ["Telegram took it at last"]),
    ],
)
def test_an_edit_without_a_known_end_is_made_again(
    fault: Fault, told_of: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    async def converse() -> None:
        async with on_stage(timeout=SHORT) as stage:
            caplog.clear()  # on a busy machine the start may not be done in so short a time
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.says(chat, "/start django-backend-developer")
            topic = await chat.next_message()
            stage.bed.fail("editMessageText", fault)
            await ada.presses(topic, "Done")
            await stage.bed.until(lambda: not stage.bed.updates.pending)

            assert "Undo" in topic.labels
            assert len(stage.bed.asked("editMessageText")) == 2
            assert told(caplog) == [(event, last_turn(caplog)) for event in told_of]

    asyncio.run(converse())


def test_where_telegram_asks_to_wait_the_answer_comes_after_that(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", Throttles(17))
            assert await goes_on(stage, ada, chat)
            await stage.bed.settled()

            assert stage.naps.seconds == [17.0]
            assert told(caplog) == [("Telegram took it at last", last_turn(caplog))]

    asyncio.run(converse())


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_server_error_is_got_over(status: int, caplog: pytest.LogCaptureFixture) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", Garbles(status), times=2)
            assert await goes_on(stage, ada, chat)
            await stage.bed.settled()

            assert stage.naps.seconds == [0.5, 1.0]
            assert told(caplog) == [("Telegram took it at last", last_turn(caplog))]

    asyncio.run(converse())


def test_a_server_error_that_stays_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", Garbles(), times=4)
            await ada.says(chat, "/streak")
            await stage.bed.settled()

            assert stage.naps.seconds == [0.5, 1.0, 2.0]
            assert told(caplog) == [("reply not delivered", last_turn(caplog))]
            assert await goes_on(stage, ada, chat)

    asyncio.run(converse())


@pytest.mark.parametrize("refusal", [BLOCKED, NOT_FOUND], ids=["blocked", "chat not found"])
def test_who_cannot_be_reached_is_left_alone(
    refusal: Refuses, caplog: pytest.LogCaptureFixture
) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("sendMessage", refusal)
            await ada.says(chat, "/streak")
            await stage.bed.settled()

            place = await stage.dispatcher.gateway.run(
                lambda work: work.places.of("telegram", str(chat.id))
            )
            assert (place is not None and place.paused_at is not None) == (refusal is BLOCKED)
            assert len(stage.bed.asked("sendMessage")) == 1
            assert told(caplog) == [("reply not delivered", last_turn(caplog))]
            assert await goes_on(stage, ada, chat)

    asyncio.run(converse())


def test_a_group_that_moved_meanwhile_is_answered_at_its_new_place(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            group, supergroup = stage.bed.group("Class"), stage.bed.supergroup("Class")
            await ada.says(group, "/help")
            await group.next_message()
            refusal = Refuses(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": supergroup.id},
            )
            stage.bed.fail("sendMessage", NOT_FOUND)  # the private chat that there is none of
            stage.bed.fail("sendMessage", refusal)
            stage.bed.fail("sendMessage", NOT_FOUND)
            await ada.says(group, "/help")
            await supergroup.next_message()
            await stage.bed.settled()

            assert told(caplog) == []

    asyncio.run(converse())


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
@pytest.mark.parametrize(
    ("body", "event"),
    [
        ({"message": {"nonsense": 1}}, "an update cannot be read"),
        ({"message": "nonsense"}, "an update cannot be read"),
        ({"callback_query": {"id": "x"}}, "an update cannot be read"),
        ({"telepathy": {"from": {"id": 1}}}, "an update of an unknown kind"),
    ],
)
def test_an_update_that_makes_no_sense_is_told_once_and_does_not_hold_up_the_next(
    body: dict[str, object], event: str, *, webhook: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async def converse() -> None:
        async with on_stage(webhook=webhook) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.deliver(body)
            assert await goes_on(stage, ada, chat)
            await stage.bed.settled()

            assert told(caplog) == [(event, None)]

    asyncio.run(converse())


@pytest.mark.parametrize(
    "fault",
    [
        Throttles(1),
        Garbles(),
        Garbles(200, b'{"ok": true, "result": {}}'),
        Garbles(200, b'{"ok": true, "result": [{"message": 1}]}'),
        Hangs(),
        Drops(),
        Refuses(409, "Conflict: terminated by other getUpdates request"),
    ],
    ids=[
        "asked to wait",
        "server error",
        "no list",
        "no ids",
        "no answer",
        "dropped",
        "another copy",
    ],
)
def test_a_poll_that_fails_is_told_once_and_made_again(
    fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    async def converse() -> None:
        async with on_stage(timeout=SHORT, poll_timeout=1) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            stage.bed.fail("getUpdates", fault)
            await ada.says(chat, "/help")  # lets the poll that waits already end
            await chat.next_message()
            assert await goes_on(stage, ada, chat)

            assert told(caplog) == [("polling failed", None)]

    asyncio.run(converse())


def test_a_token_that_is_taken_back_ends_the_bot_in_words() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            stage.bed.fail("getUpdates", Refuses(401, "Unauthorized"))
            await ada.says(stage.bed.private(ada), "/help")
            with pytest.raises(TelegramRefused, match="@BotFather"):
                await stage.adapter.rejected()

    asyncio.run(converse())


def test_a_surprise_in_the_dialogue_tells_the_learner_the_turns_id(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def converse() -> None:
        async with on_stage(gazetteer=BrokenGazetteer()) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.says(chat, "/tz Lisbon")
            answer = await chat.next_message()

            (trouble,) = told(caplog)
            assert trouble == ("turn failed", last_turn(caplog))
            assert last_turn(caplog) in answer.text
            assert await goes_on(stage, ada, chat)

    asyncio.run(converse())


def test_a_surprise_outside_of_the_dialogue_tells_the_turns_id_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def converse() -> None:
        async with on_stage(gazetteer=BrokenGazetteer()) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.shares_location(chat, 38.72, -9.14)
            answer = await chat.next_message()

            ((event, turn),) = told(caplog)
            assert event == "turn failed"
            assert turn
            assert turn in answer.text
            assert await goes_on(stage, ada, chat)

    asyncio.run(converse())


def test_a_press_is_answered_once_even_when_its_turn_fails(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def converse() -> None:
        async with on_stage(gazetteer=BrokenGazetteer()) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.says(chat, "/start django-backend-developer")
            query = await ada.forges(await chat.next_message(), "tz|city=Lisbon")
            answer = await chat.next_message()
            await stage.bed.settled()

            assert query.answered
            assert last_turn(caplog) in answer.text
            assert len(stage.bed.asked("answerCallbackQuery")) == 1

    asyncio.run(converse())


@pytest.mark.parametrize(
    "fault",
    [
        Refuses(400, "Bad Request: query is too old and response timeout expired"),
        Refuses(429, "Too Many Requests: retry after 30", {"retry_after": 30}),
        Drops(),
    ],
    ids=["too old", "asked to wait", "dropped"],
)
def test_a_press_that_cannot_be_acknowledged_is_done_all_the_same(
    fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.says(chat, "/start django-backend-developer")
            topic = await chat.next_message()
            stage.bed.fail("answerCallbackQuery", fault)
            await ada.presses(topic, "Done")
            await chat.next_message()
            await stage.bed.until(lambda: not stage.bed.updates.pending)

            assert await stage.done(ada) == 1
            assert stage.naps.seconds == []
            assert told(caplog) == [("press not acknowledged", last_turn(caplog))]

    asyncio.run(converse())


def test_no_line_of_the_log_has_the_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def converse() -> str:
        async with on_stage(timeout=SHORT) as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            for fault in (Drops(), Garbles(), Refuses(401, "Unauthorized")):
                stage.bed.fail("sendMessage", fault)
            for _ in range(3):
                await ada.says(chat, "/streak")
            await stage.bed.until(lambda: not stage.bed.updates.pending)
            return stage.bed.token

    token = asyncio.run(converse())
    assert told(caplog)
    ours = [record for record in caplog.records if not record.name.startswith("asyncio")]
    assert not [record for record in ours if token in f"{vars(record)} {record.getMessage()}"]
