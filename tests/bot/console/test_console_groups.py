"""In a group of the terminal everybody presses what was posted, and reads what became of it."""

import asyncio

from bot.console.messenger import ConsoleMessenger
from bot.console.people import group_place
from bot.console.session import Session
from bot.console.unasked import Deliver
from bot.dialogue.invocation import Call
from bot.dialogue.messenger import Messenger
from bot.dialogue.reply import Button, Paragraph, Reply
from core.destination import Destination
from core.group import Plan
from core.place import PlaceKind
from core.ports import Clock, UnitOfWork
from core.reminder import Schedule
from core.weekdays import Days
from tests.bot.console.conftest import NOON, Post, new_session
from tests.builders import outline, ship

READERS = Destination("console", "#readers", PlaceKind.GROUP)
TELL, TEA = Button("Tell", Call("tell")), Button("Tea", Call("find", {"what": "tea"}))


def posted(*buttons: Button) -> Reply:
    return Reply((Paragraph(("The post.",)),), (buttons,) if buttons else ())


def in_readers(post: Post) -> tuple[Session, Messenger]:
    """Open a session in a group, and give what posts there."""
    messengers: list[Messenger] = []

    def opens(messenger: Messenger, _clock: Clock) -> Deliver:
        messengers.append(messenger)
        return lambda: asyncio.sleep(0)

    session = new_session(post, opens)
    session.place = group_place("readers")
    return session, messengers[0]


def labels(session: Session, *names: str) -> list[tuple[str, ...]]:
    """Give what each of these people can press in the place of a session."""
    found = []
    for name in names:
        session.speak_as(name)
        found.append(tuple(button.label for button in session.buttons))
    return found


def test_everybody_presses_what_was_posted_for_all_and_what_it_became(post: Post) -> None:
    session, messenger = in_readers(post)

    async def story() -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        number = await messenger.send(posted(TELL), READERS, owner=None, key="live 1", live=True)
        session.arrivals()
        first = labels(session, "Ann", "Ben")
        session.speak_as("Ann")
        await session.say("/menu")
        mine = labels(session, "Ann", "Ben")
        assert (len(mine[0]), mine[1]) == (3, ("Tell",))
        await messenger.edit(posted(TEA), READERS, number, key="live 1")
        session.arrivals()
        return first, labels(session, "Ann", "Ben")

    assert asyncio.run(story()) == ([("Tell",)] * 2, [("Tea",)] * 2)


def test_a_post_says_the_time_of_its_group_and_that_it_was_edited(post: Post) -> None:
    session, messenger = in_readers(post)

    def found(work: UnitOfWork) -> None:
        roadmap = ship(work, "python", outline(), added=NOON)
        work.groups.add(READERS, Plan(roadmap.id, Schedule(720, Days.DAILY, "Asia/Tokyo")))
        work.commit()

    async def story() -> list[str]:
        await post.gateway.run(found)
        number = await messenger.send(posted(), READERS, owner=None, key="live 1", live=True)
        await messenger.edit(posted(), READERS, number, key="live 1")
        return [session.about(each) for each in session.arrivals()]

    assert asyncio.run(story()) == [
        "Mon 23 Nov, 21:00 JST in #readers",
        "Mon 23 Nov, 21:00 JST, edited in #readers",
    ]


def test_every_message_has_an_id_of_its_own(post: Post) -> None:
    messenger = ConsoleMessenger(post.gateway, new_session(post).clock)

    async def story() -> list[str]:
        return [await messenger.send(posted(), READERS, owner=None, key="live 1") for _ in range(2)]

    assert asyncio.run(story()) == ["1", "2"]
