"""Ticked views: what came ticked in a roadmap's file is asked about, and counted on a word."""

from collections.abc import Sequence

from bot.dialogue.invocation import Call, Value
from bot.dialogue.reply import Button, Paragraph, Reply, Row
from bot.dialogue.views.listed import LINE
from bot.dialogue.views.words import cut, next_button, quantity
from core.roadmap import Roadmap, Topic
from core.selection import spans
from core.use_cases.study import Ticked
from core.use_cases.updating import MOST_SPANS

ALL = "all"
"""What a button carries for all that came ticked."""


def ticked_question(ticked: Sequence[Topic]) -> Paragraph:
    """Ask whether the topics that came ticked in a file are done."""
    done = "Is it" if len(ticked) == 1 else "Are they"
    return Paragraph(
        (f"{quantity(len(ticked), 'topic')} of its file came ticked. {done} done already?",)
    )


def count_ticked(roadmap: Roadmap, ticked: Sequence[Topic]) -> Row:
    """Offer to count them so, or to leave them open, whatever is studied by then."""
    them = "it" if len(ticked) == 1 else "them"
    held: dict[str, Value] = {"topic": ticked[0].id}
    all_of_them = len(ticked) == sum(topic.ticked for topic in roadmap.topics)
    which = ALL if all_of_them or len(spans(ticked)) > MOST_SPANS else ",".join(spans(ticked))
    count = {**held, "ticked": which, "seen": roadmap.revision}
    return (
        Button(f"Yes, count {them} as done", Call("done", count)),
        Button(f"No, leave {them} open", Call("next", held)),
    )


def ticked_again(asked: Ticked) -> Reply:
    """Ask once more what came ticked, as the roadmap is another than when it was asked before."""
    title = cut(asked.roadmap.title, LINE)
    changed = Paragraph((f"{title} was changed since I asked, so I counted nothing.",))
    if not asked.topics:
        return Reply((changed,), ((next_button(),),), private=True, replace=True)
    return Reply(
        (changed, ticked_question(asked.topics)),
        (count_ticked(asked.roadmap, asked.topics),),
        private=True,
        replace=True,
    )
