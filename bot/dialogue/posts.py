"""Posts: the words of live messages, wherever they stand."""

from typing import assert_never

from bot.dialogue.reply import Reply
from bot.dialogue.views.focus import session_shown
from bot.dialogue.views.group_posts import (
    group_finished,
    group_post,
    group_rests,
    group_week,
    post_withdrawn,
)
from core.use_cases.focus import FocusShown
from core.use_cases.live import (
    Content,
    FinishedShown,
    PostShown,
    PostWithdrawn,
    RestShown,
    WeekShown,
)


def post(content: Content) -> Reply:
    """Say what a live message shows."""
    match content:
        case PostShown():
            return group_post(content)
        case PostWithdrawn():
            return post_withdrawn(content)
        case RestShown():
            return group_rests(content)
        case WeekShown():
            return group_week(content)
        case FinishedShown():
            return group_finished(content)
        case FocusShown():
            return session_shown(content)
        case _:
            assert_never(content)
