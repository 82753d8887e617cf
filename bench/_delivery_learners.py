"""The learners that a broadcast goes to, and the prompts that wait for them in the outbox."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.destination import Destination
from core.learner import Account
from core.notification import Notification, NotificationKind
from core.ports import UnitOfWork
from core.reminder import Reminder, ReminderKind, Schedule
from core.weekdays import Days

PLATFORM = "telegram"
ZONE = "Etc/UTC"
WINDOW = timedelta(hours=3)
LATER = timedelta(hours=12)
"""The reminders' own time is this far away, so that nothing is planned meanwhile."""


def enrolled(
    work: UnitOfWork, chats: Sequence[int], roadmap: str, *, now: datetime
) -> tuple[Reminder, ...]:
    """Write a learner of a roadmap for every chat, and give the reminder that each has there."""
    studied = work.roadmaps.of_slug(roadmap)
    if studied is None:
        raise LookupError(roadmap)
    time = now + LATER
    schedule = Schedule(time.hour * 60 + time.minute, Days.DAILY, ZONE)
    reminders = []
    for chat in chats:
        account = Account(PLATFORM, str(chat))
        learner = work.learners.add(account, zone=ZONE, language="en", joined=now)
        enrolment = work.enrolments.add(learner.id, studied.id, started=now)
        work.learners.save(replace(learner, enrolment=enrolment.id))
        work.destinations.ask(learner.id, Destination(PLATFORM, account.user))
        reminders.append(
            work.reminders.add(
                learner.id, ReminderKind.PROMPT, schedule, platform=PLATFORM, since=now
            )
        )
    work.commit()
    return tuple(reminders)


def prompted(work: UnitOfWork, reminders: Sequence[Reminder], *, due: datetime) -> None:
    """Put a prompt in the outbox for every reminder, all due at once."""
    for each in reminders:
        prompt = Notification(
            NotificationKind.PROMPT,
            each.learner,
            PLATFORM,
            due.date(),
            at=due,
            expires=due + WINDOW,
            reminder=each.id,
        )
        work.outbox.put(prompt, due=due)
    work.commit()
