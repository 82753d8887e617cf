"""Own roadmap views: what a learner brought, who sees it, and taking it away."""

from itertools import groupby

from bot.dialogue.groups import meant_in
from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Button,
    Heading,
    Line,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Strong,
)
from bot.dialogue.views.listed import LINE, LISTED, listed
from bot.dialogue.views.refused import refused
from bot.dialogue.views.roadmap_file import counted
from bot.dialogue.views.titles import told_apart
from bot.dialogue.views.words import column, cut, next_button, path_words, quantity, size_words
from core.ownership import Audience
from core.place import Chat
from core.roadmap import RoadmapSummary
from core.use_cases.forgetting import Left
from core.use_cases.owning import Owned
from core.use_cases.removing import Removable, RoadmapRemoved
from core.use_cases.sharing import RoadmapShared, SharedListed, SharedShelf

_SEEN_BY = {
    Audience.OWNER: "you alone see it",
    Audience.LINK: "who has its link sees it",
    Audience.PUBLIC: "everybody sees it",
}

_GOES = {
    Left.ALL: (
        "Who began it keeps what they did, can go on, and is told. Its file stays with them, and "
        "counts for what you may keep, until nobody else studies it."
    ),
    Left.OWN: "What you did and noted in it is kept; its file and its other topics go.",
    Left.NOTHING: "Nobody did anything in it, so nothing of it is kept.",
}
_LEFT = {
    Left.ALL: (
        "Who studies it goes on, you too. Its file counts for what you may keep until nobody else "
        "studies it."
    ),
    Left.OWN: "What you did and noted in it is kept; its file and its other topics are gone.",
    Left.NOTHING: "Nobody did anything in it, so nothing of it is kept.",
}


def own_shelf(shared: SharedShelf) -> Reply:
    """List the roadmaps that a learner brought, who sees them, and how much more they may bring."""
    if not shared.roadmaps and not shared.shelf.removed:
        return refused(
            ("You brought no roadmap of your own yet.",),
            ("Send a Markdown file with check boxes along with ", Mono("/roadmap add"), "."),
        )
    own = tuple(each.owned.roadmap for each in shared.roadmaps)
    names, labels = told_apart(own, LINE), told_apart(own)
    lines: list[Line] = [
        (
            Strong(names[each.owned.roadmap.id]),
            f": {_counted(each.owned.roadmap)}; {seen_words(each)}",
        )
        for each in shared.roadmaps
    ]
    allowed = shared.shelf.allowance
    return Reply(
        blocks=(
            Heading(("Your own roadmaps",)),
            *(listed(lines, "roadmap") if lines else ()),
            Quote(
                (
                    f"{len(lines) + len(shared.shelf.removed)} of ",
                    f"{quantity(allowed.roadmaps, 'roadmap')}, ",
                    f"{size_words(shared.shelf.size)} of {size_words(allowed.size)}",
                    f"{_still_studied(len(shared.shelf.removed))}.",
                )
            ),
        ),
        buttons=column(
            *(
                Button(labels[each.id], Call("roadmap show", {"number": each.id}))
                for each in own[:LISTED]
            )
        ),
        private=True,
    )


def _still_studied(removed: int) -> str:
    if not removed:
        return ""
    return f"; {removed} of them removed, which others still study"


def own_roadmap(shown: RoadmapShared, chat: Chat | None) -> Reply:
    """Show a roadmap that a learner brought: its sections, and who sees it.

    ``chat`` is the group this was asked in, None in private.
    """
    roadmap, owner = shown.owned.roadmap, shown.owned.ownership
    sections = [
        (Strong(cut(path_words(path) or roadmap.title, LINE)), f": {counted(list(topics))}")
        for path, topics in groupby(roadmap.topics, key=lambda it: it.path)
    ]
    number = {"number": roadmap.id}
    return Reply(
        blocks=(
            Heading((cut(roadmap.title, LINE),)),
            Paragraph((f"{counted(roadmap.topics)}; {seen_words(shown)}.",)),
            *listed(sections, "section"),
            Quote(
                (
                    f"Its file has {size_words(owner.size)}. To change it, send the new one along ",
                    "with ",
                    Mono(f"/roadmap update {roadmap.slug}"),
                )
            ),
        ),
        buttons=(
            (Button("Study it", Call("switch", {"roadmap": roadmap.slug})),),
            (
                Button("Share", meant_in(Call("roadmap share", number), chat and chat[1])),
                Button("Remove", Call("roadmap remove", number)),
            ),
        ),
        private=True,
        replace=True,
    )


def _counted(roadmap: RoadmapSummary) -> str:
    counts = ((roadmap.topic_count, "topic"), (roadmap.project_count, "project"))
    return " and ".join(quantity(count, noun) for count, noun in counts if count)


def seen_words(shown: RoadmapShared | SharedListed) -> str:
    """Say who sees a roadmap: "you alone see it", "who has its link sees it"."""
    seen = _SEEN_BY[shown.owned.ownership.audience]
    if not shown.chats or shown.owned.ownership.audience is Audience.PUBLIC:
        return seen
    chats = quantity(len(shown.chats), "group")
    if shown.owned.ownership.audience is Audience.OWNER:
        return f"you see it, and {chats}"
    return f"{seen}, and {chats}"


def ask_to_remove(asked: Removable) -> Reply:
    """Say what goes with a roadmap and what stays, and ask for a word."""
    roadmap, number = asked.roadmap, {"number": asked.roadmap.id}
    who = (
        f"{'More than ' if asked.more else ''}{quantity(asked.learners, 'other learner')}"
        f" {'studies' if asked.learners == 1 else 'study'} it. "
        if asked.learners
        else ""
    )
    slug = f" ({roadmap.slug})" if asked.alike else ""
    answers = tuple(
        Button(label, Call("roadmap remove", {**number, "answer": answer}))
        for label, answer in (("Remove it", "remove"), ("Keep it", "keep"))
    )
    export = (Button("Export it first", Call("export", {"form": "md", **number})),)
    return Reply(
        blocks=(
            Heading((f"{cut(f'Remove {roadmap.title}', LINE)}{slug}?",)),
            Paragraph((f"It has {counted(roadmap.topics)}. {who}{_GOES[asked.left]}",)),
            Paragraph(("Nobody else can begin it any more. This cannot be taken back.",)),
        ),
        buttons=(answers,) if asked.left is Left.ALL else (answers, export),
        private=True,
        replace=True,
    )


def kept(owned: Owned) -> Reply:
    """Say that a roadmap stays."""
    said = f"{cut(owned.roadmap.title, LINE)} stays as it is."
    return Reply((Paragraph((said,)),), private=True, replace=True)


def removed(result: RoadmapRemoved, told: int) -> Reply:
    """Say that a roadmap was removed, what is left of it, and what is studied now.

    So many were ``told`` by now.
    """
    title = cut(result.roadmap.title, LINE)
    news = f" I tell {quantity(told, 'learner')} who can be written to." if told else ""
    current = result.current
    studies = ""
    if result.left is Left.NOTHING:
        studies = f" You study {cut(current.title, LINE) if current else 'nothing'} now."
    goes_on = current is not None and (current.id != result.roadmap.id or result.left is Left.ALL)
    choose = Button("Choose a roadmap", Call("roadmaps"))
    return Reply(
        blocks=(
            Paragraph((f"{title} is removed.{news}",)),
            Paragraph((f"{_LEFT[result.left]}{studies}",)),
        ),
        buttons=(
            (next_button() if goes_on else choose, Button("My own roadmaps", Call("roadmap list"))),
        ),
        private=True,
        replace=True,
    )
