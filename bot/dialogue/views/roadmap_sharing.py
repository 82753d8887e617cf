"""Roadmap sharing views: who sees a roadmap of one's own, and how that is changed."""

from bot.dialogue.groups import meant_in
from bot.dialogue.invocation import Call
from bot.dialogue.reply import Anchor, Block, Button, Heading, Mono, Paragraph, Reply, Row
from bot.dialogue.views.listed import LINE
from bot.dialogue.views.own_roadmaps import seen_words
from bot.dialogue.views.refused import refused
from bot.dialogue.views.words import cut
from core.ownership import Audience
from core.place import Chat
from core.use_cases.sharing import RoadmapShared


def sharing(
    shown: RoadmapShared,
    *,
    here: Chat | None,
    address: str | None,
    may_publish: bool,
) -> Reply:
    """Say who sees a roadmap, give its link, and offer to change that.

    ``here`` is the group this is meant in, None in private: what stands here may be read there.
    ``address`` opens the bot with the link, where the platform has such addresses.
    """
    owned = shown.owned
    blocks: list[Block] = [
        Heading((cut(owned.roadmap.title, LINE),)),
        Paragraph((f"{seen_words(shown).capitalize()}.",)),
    ]
    link = owned.ownership.link
    if link is not None:
        blocks.append(Paragraph(("Whoever types this to me begins it: ", Mono(f"/start {link}"))))
        if address is not None:
            # To be passed on it has to be read, which a link below a button cannot.
            blocks.append(Paragraph(("Or they open ", Anchor(address, address))))
    return Reply(
        tuple(blocks), _ways(shown, here=here, may_publish=may_publish), private=True, replace=True
    )


def nobody_here() -> Reply:
    """Say that a roadmap is shared with a group in the group."""
    return refused(
        ("Here are only you and me.",),
        ("In the group that is meant, send the same.",),
    )


def only_managers() -> Reply:
    """Say who may share with a group."""
    return refused(
        ("With a group, only who manages it may share.",),
        ("A link does as well: ", Mono("/roadmap share link")),
    )


def only_admins() -> Reply:
    """Say who may show a roadmap to everybody."""
    return refused(
        ("Only my host's admins may show a roadmap to everybody.",),
        ("A link does as well: ", Mono("/roadmap share link")),
    )


def _ways(shown: RoadmapShared, *, here: Chat | None, may_publish: bool) -> tuple[Row, ...]:
    its, number = shown.owned.ownership, shown.owned.roadmap.id
    offered = [("Share by a link", "link") if its.link is None else ("End the link", "unlink")]
    if here is not None:
        there = here in shown.chats
        offered.append(
            ("End it in the group", "leave") if there else ("Share in the group", "here")
        )
    if may_publish and its.audience is not Audience.PUBLIC:
        offered.append(("Show it to everybody", "public"))
    if shown.chats or its.audience is not Audience.OWNER:
        offered.append(("Stop sharing", "off"))
    chat = None if here is None else here[1]
    return tuple(
        (Button(label, meant_in(Call("roadmap share", {"how": how, "number": number}), chat)),)
        for label, how in offered
    )
