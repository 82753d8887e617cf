"""Views of beginning a roadmap anew: the question first, then how it went."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Block, Button, Heading, Paragraph, Quote, Reply
from bot.dialogue.views.words import cut, next_button, progress_words, streak_words, topic_line
from core.roadmap import Roadmap
from core.use_cases.reset import ResetAsked, RoadmapReset

_TITLE = 120


def asked(result: ResetAsked) -> Reply:
    """Say what beginning anew would mean, and ask for a yes."""
    if not result.touched:
        return _untouched(result.roadmap)
    streak = result.streak.current
    stays = f"Your streak of {streak_words(streak)} stays" if streak else "Your days of study stay"
    return Reply(
        blocks=(
            Heading((f"Begin {cut(result.roadmap.title, _TITLE)} anew?",)),
            Paragraph((f"{progress_words(result.count).capitalize()}: all of it would be open.",)),
            Paragraph((f"{stays}, and so do your notes. Its badges go until earned again.",)),
            Quote(("You can undo it.",)),
        ),
        buttons=(
            (
                Button("Begin anew", Call("reset", {"sure": result.enrolment})),
                next_button("Leave it as it is"),
            ),
        ),
        private=True,
        replace=True,
    )


def done(result: RoadmapReset) -> Reply:
    """Say that a roadmap begins anew, and let that be undone."""
    if result.action is None:
        return _untouched(result.roadmap)
    title = cut(result.roadmap.title, _TITLE)
    up_next: tuple[Block, ...] = ()
    if result.offer.topic is not None:
        up_next = (Paragraph(("Next: ", *topic_line(result.offer.topic))),)
    return Reply(
        blocks=(
            Heading((f"{title} begins anew",)),
            Paragraph((f"Before, it was at {progress_words(result.before)}.",)),
            *up_next,
        ),
        buttons=((Button("Undo", Call("undo", {"action": result.action})), next_button()),),
        private=True,
        replace=True,
    )


def _untouched(roadmap: Roadmap) -> Reply:
    title = cut(roadmap.title, _TITLE)
    return Reply(
        blocks=(
            Paragraph((f"Nothing is done in {title} yet, so there is nothing to begin anew.",)),
        ),
        buttons=((next_button(),),),
        private=True,
        replace=True,
    )
