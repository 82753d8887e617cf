"""What nobody asked for arrives on Telegram where it is wanted, and its buttons work."""

import asyncio

import pytest

from bot.dialogue.invocation import Call
from bot.dialogue.messenger import no_lane
from bot.dialogue.reply import Button, Link, Mention, Paragraph, Reply
from core.learner import Account
from core.place import KnownPlace, PlaceKind
from tests.bot.telegram.stage import Stage, on_stage
from tests.bot.telegram.unasked import LONG, destination, send
from tests.telegram_bed.chats import Chat, Topic
from tests.telegram_bed.faults import Drops, Fault, Garbles, Refuses, Throttles

DJANGO = "/start django-backend-developer"
PROMPT = Reply((Paragraph(("It is time.",)),), ((Button("Done", Call("done")),),))
THREAD_GONE = "The forum topic for this is closed or gone, so it comes here."


def texts(chat: Chat) -> list[str]:
    return [message.text for message in chat.unread()]


async def known(stage: Stage, chat: Chat) -> KnownPlace | None:
    number = str(chat.id)
    return await stage.dispatcher.gateway.run(lambda work: work.places.of("telegram", number))


def test_a_button_of_what_nobody_asked_for_does_what_it_says() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            chat = stage.bed.private(ada)
            await ada.says(chat, DJANGO)
            await chat.next_message()

            assert await send(stage, destination(chat), PROMPT) is None
            prompt = await chat.next_message()
            said = prompt.text
            query = await ada.presses(prompt, "Done")
            edited = await chat.next_message()
            await stage.bed.settled()

            assert (said, await stage.done(ada)) == ("It is time.", 1)
            assert (edited, query.answered) == (prompt, True)

    asyncio.run(run())


def test_it_shows_no_preview_and_goes_by_one_request() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            chat = stage.bed.private(stage.bed.user("Ada"))
            await send(stage, destination(chat), Reply((Link("docs", "https://e.com/"),)))

            (asked,) = stage.bed.asked("sendMessage")
            assert asked.fields["link_preview_options"] == {"is_disabled": True}
            assert len(stage.bed.asked("sendMessage")) == 1

    asyncio.run(run())


def test_a_mention_calls_the_person_it_names_and_no_other() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            group = stage.bed.group("Class")
            called = Mention(Account("telegram", str(ada.id)), "Ada")
            stranger = Mention(Account("discord", "42"), "Grace")
            words = Paragraph(("𝕳i ", called, " and ", stranger, ", see tg://user?id=7 @all"))
            await send(stage, destination(group), Reply((words,)))

            message = await group.next_message()
            assert message.text == "𝕳i Ada and Grace, see tg://user?id=7 @all"
            assert [
                (each["type"], each["offset"], each["length"], each["user"]["id"])
                for each in message.entities
            ] == [("text_mention", 4, 3, ada.id)]

    asyncio.run(run())


def test_it_arrives_in_its_topic() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            forum = stage.bed.forum("Class", "Python")
            topic = forum.topic("Python")

            assert await send(stage, destination(forum, topic)) is None
            message = await forum.next_message()
            assert (message.thread, message.text) == (topic.thread, "It is time.")

    asyncio.run(run())


def test_where_its_topic_is_gone_it_comes_once_to_general_and_says_so() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            forum = stage.bed.forum("Class", "Python")
            gone = Topic("Deleted meanwhile", 777)

            assert await send(stage, destination(forum, gone)) is None
            (message,) = forum.unread()
            assert (message.thread, message.text.splitlines()) == (
                None,
                [THREAD_GONE, "It is time."],
            )

    asyncio.run(run())


def test_a_topic_that_is_closed_amid_a_reply_brings_all_of_it_to_general() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            forum = stage.bed.forum("Class", "Python")
            topic = forum.topic("Python")
            stage.bed.fail("sendMessage", Refuses(400, "Bad Request: TOPIC_CLOSED"), after=1)

            assert await send(stage, destination(forum, topic), LONG) is None
            shown = forum.unread()
            assert [message.thread for message in shown] == [topic.thread, None, None]
            assert shown[1].text.startswith(THREAD_GONE)

    asyncio.run(run())


def test_a_group_that_moved_meanwhile_gets_it_and_keeps_its_rows() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            ada = stage.bed.user("Ada")
            group = stage.bed.group("Class")
            await ada.adds_bot(group)
            await stage.bed.settled()
            supergroup = stage.bed.supergroup("Class")
            group.migrated_to = supergroup.id  # and no update has told of it yet

            assert await send(stage, destination(group)) is None
            place = KnownPlace("telegram", str(supergroup.id), PlaceKind.GROUP)
            assert texts(supergroup) == ["It is time."]
            assert [await known(stage, each) for each in (group, supergroup)] == [None, place]

    asyncio.run(run())


@pytest.mark.parametrize(
    "fault", [Throttles(7), Garbles(503), Drops(), Refuses(403, "Forbidden: bot was kicked")]
)
def test_a_reply_that_broke_off_goes_on_behind_what_was_sent(fault: Fault) -> None:
    async def run() -> None:
        async with on_stage() as stage:
            chat = stage.bed.private(stage.bed.user("Ada"))
            messenger = stage.adapter.messenger(no_lane)
            await send(stage, destination(chat), LONG, messenger=messenger)
            whole = texts(chat)
            stage.bed.fail("sendMessage", fault, after=1)

            first = await send(stage, destination(chat), LONG, messenger=messenger)
            second = await send(stage, destination(chat), LONG, messenger=messenger)
            third = await send(stage, destination(chat), LONG, messenger=messenger)

            assert (first is not None, second, third) == (True, None, None)
            assert texts(chat) == [*whole, *whole]

    asyncio.run(run())


def test_a_reply_that_broke_off_in_one_place_comes_whole_in_another() -> None:
    async def run() -> None:
        async with on_stage() as stage:
            here, there = (stage.bed.private(stage.bed.user(name)) for name in ("Ada", "Grace"))
            messenger = stage.adapter.messenger(no_lane)
            stage.bed.fail("sendMessage", Garbles(503), after=1)

            await send(stage, destination(here), LONG, messenger=messenger)
            assert await send(stage, destination(there), LONG, messenger=messenger) is None
            assert (len(texts(here)), len(texts(there))) == (1, 2)

    asyncio.run(run())
