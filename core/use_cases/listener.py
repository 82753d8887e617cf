"""A listener: a learner, with all that decides what they want to hear unasked, and when."""

from dataclasses import dataclass
from datetime import datetime

from core.learner import Learner
from core.notification import Notification, NotificationKind
from core.ports import UnitOfWork
from core.preferences import Preferences
from core.reminder import Reminder, ReminderKind, last_occurrence
from core.use_cases.streak_news import is_prompted
from core.weekdays import Days


@dataclass(frozen=True, slots=True)
class Listener:
    """A learner, with all that decides what of the news they want to hear."""

    learner: Learner
    reminders: tuple[Reminder, ...]
    preferences: Preferences
    snoozed_until: datetime | None

    def wants(self, notification: Notification, now: datetime) -> bool:
        """Say whether a notification is wanted still, whether it is true or not."""
        if notification.kind is NotificationKind.ROADMAP_REMOVED:
            # It is said once and asks for nothing, so that a pause need not hold it up.
            return True
        today, rules = self.learner.moment(now).date, self.learner.rhythm.rules
        if rules.pauses_on(today):
            return _is_put_off(notification) and rules.pauses_on(notification.date)
        if notification.reminder is None:
            return self._wants_unreminded(notification, now)
        cause = next((it for it in self.reminders if it.id == notification.reminder), None)
        if cause is None or cause.muted or Days.of(notification.date) not in cause.schedule.days:
            return False
        if notification.kind is NotificationKind.DIGEST:
            return True
        if rules.rests_on(today):
            return False
        return (
            notification.kind is not NotificationKind.PROMPT
            or self.snoozed_until is None
            or self.snoozed_until <= now
        )

    def has_later(self, notification: Notification, by: datetime) -> bool:
        """Say whether a prompt's place is taken by another one that is due after it, by then.

        One that was snoozed until another comes has its place taken too.
        """
        if notification.kind is not NotificationKind.PROMPT:
            return False
        return any(
            each.since < last and (last > notification.at or _is_snoozed_to(notification, last))
            for each in self.reminders
            if each.kind is ReminderKind.PROMPT and not each.muted
            for last in (last_occurrence(each.schedule, by).at,)
        )

    def hears_of_streak_with(self, prompt: Notification, now: datetime) -> bool:
        """Say whether a prompt brings the news of the streak along.

        What falls due at the same minute as a prompt is rarely in the outbox at the same second.
        One that was put off today came today.
        """
        today = self.learner.moment(now).date
        put_off = _is_put_off(prompt) and prompt.date == today
        return self._hears_of_streak and self._is_prompted(now) and not put_off

    def _wants_unreminded(self, notification: Notification, now: datetime) -> bool:
        match notification.kind:
            case NotificationKind.PROMPT:
                return True
            case NotificationKind.BUDDY | NotificationKind.BUDDY_FOUND:
                return True
            case NotificationKind.MILESTONE:
                return self._hears_of_streak
            case _:
                return self._hears_of_streak and not self._is_prompted(now)

    @property
    def _hears_of_streak(self) -> bool:
        return self.preferences.streak_news and not all(it.muted for it in self.reminders)

    def _is_prompted(self, now: datetime) -> bool:
        return is_prompted(self.learner, self.reminders, self.learner.moment(now).date)


def listener_of(work: UnitOfWork, learner: Learner) -> Listener:
    """Read what decides what a learner wants to hear."""
    return Listener(
        learner,
        work.reminders.of_learner(learner.id),
        work.preferences.of_learner(learner.id),
        work.outbox.snoozed_until(learner.id),
    )


def _is_put_off(notification: Notification) -> bool:
    """Say whether a notification was snoozed, on its date: that is to ask for it."""
    return notification.reminder is None and notification.kind is NotificationKind.PROMPT


def _is_snoozed_to(notification: Notification, instant: datetime) -> bool:
    return _is_put_off(notification) and notification.at == instant
