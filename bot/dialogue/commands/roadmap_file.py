"""Commands on a roadmap file that somebody sends along: looked at first, and kept on their word."""

from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.commands.own_roadmaps import Number, Own, Seen
from bot.dialogue.drafts import LETTERS as DRAFT_LETTERS
from bot.dialogue.home import guess_zone
from bot.dialogue.invocation import Attachment
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import roadmap_file as views
from bot.dialogue.views import roadmap_update as update_views
from bot.dialogue.views.words import name_words
from core.errors import AllowanceSpent, RoadmapChanged, RoadmapRefused, UnknownOwnRoadmap
from core.ownership import RoadmapFile
from core.reconcile import Reconciliation
from core.roadmap import RoadmapId
from core.roadmap_markdown.limits import MAX_BYTES, too_large
from core.roadmap_markdown.outline import Source
from core.use_cases import adding, owning, updating
from core.use_cases.enrolment import Newcomer
from core.use_cases.owning import Named
from core.use_cases.updating import Updatable

_FILE = "a Markdown file, at most 1 MiB"

Take = Annotated[
    Literal["boxes", "tables", "headings", "bullets", "paragraphs"] | None,
    Option("what to take as topics; the file decides where it is left out"),
]
Draft = Annotated[str | None, Option("the file a button stands for", typed=False)]


@command(group="roadmap", example="/roadmap check", file=_FILE)
async def check(turn: Turn, take: Take = None) -> Reply:
    """Look at a roadmap file that you send along, without storing it."""
    attachment = turn.invocation.attachment
    if attachment is None:
        return views.ask_for_file("check")
    file = await _sent(attachment, take)
    outline = await turn.reader.parse(file.source, name=file.name, take=file.take)
    own = await turn.run(owning.list_own, turn.hosting.allowance)
    try:
        await turn.run(owning.check_allowance, len(file.source), turn.hosting.allowance)
    except AllowanceSpent:
        return views.checked(outline, file.name, _kept(turn, file), own, room=False)
    return views.checked(outline, file.name, _kept(turn, file), own, room=True)


@command(group="roadmap", example="/roadmap add", file=_FILE)
async def add(
    turn: Turn,
    take: Take = None,
    draft: Draft = None,
    answer: Annotated[
        Literal["add", "cancel"] | None, Option("what a button says of it", typed=False)
    ] = None,
) -> Reply:
    """Bring a roadmap of your own: a Markdown file that you send along."""
    if draft and answer == "cancel":
        turn.drafts.drop(turn.account, draft)
        return views.cancelled()
    if draft:
        return await _add(turn, draft)
    attachment = turn.invocation.attachment
    if attachment is None:
        return views.ask_for_file("add")
    file = await _sent(attachment, take)
    await turn.run(owning.check_allowance, len(file.source), turn.hosting.allowance)
    outline = await turn.reader.parse(file.source, name=file.name, take=file.take)
    own = await turn.run(owning.list_own, turn.hosting.allowance)
    return views.preview(outline, file.name, _kept(turn, file), own)


@command(group="roadmap", example="/roadmap update", file=_FILE)
async def update(  # noqa: PLR0913, PLR0917 - what is typed, and what buttons carry
    turn: Turn,
    take: Take = None,
    roadmap: Own = None,
    draft: Draft = None,
    number: Number = None,
    seen: Seen = None,
) -> Reply:
    """Let a roadmap of yours be as an edited file says; all progress stays."""
    attachment = turn.invocation.attachment
    if draft is not None:
        file = turn.drafts.get(turn.account, draft, turn.now)
    elif attachment is not None:
        file = await _sent(attachment, take)
    else:
        return views.ask_for_file("update")
    named = Named(roadmap, None if number is None else RoadmapId(number))
    try:
        before = await turn.run(updating.look_for_update, named)
    except UnknownOwnRoadmap as unknown:
        if not unknown.known:
            raise
        return update_views.which(unknown, draft or _kept(turn, file))
    if draft is not None and seen == before.roadmap.revision:
        try:
            return await _updated(turn, before, file, draft)
        except RoadmapChanged:
            before = await turn.run(updating.look_for_update, Named(roadmap=before.roadmap.id))
    return await _reported(turn, before, file, draft, changed=seen is not None)


async def _add(turn: Turn, draft: str) -> Reply:
    file = turn.drafts.take(turn.account, draft, turn.now)
    try:
        outline = await turn.reader.parse(file.source, name=file.name, take=file.take)
        result = await turn.run(
            adding.add_roadmap,
            file,
            outline,
            newcomer=Newcomer(await guess_zone(turn), turn.invocation.person.language),
            allowance=turn.hosting.allowance,
            letters=turn.hosting.letters(adding.LETTERS),
            destination=turn.invocation.place.destination,
        )
    except Exception:
        turn.drafts.keep(turn.account, draft, file, turn.now)
        raise
    return views.added(result)


async def _reported(
    turn: Turn, before: Updatable, file: RoadmapFile, draft: str | None, *, changed: bool
) -> Reply:
    """Tell what an update would change.

    ``draft`` is what the file is kept under, None where it was just sent; the roadmap was
    ``changed`` since somebody was told before.
    """
    result = await _compared(turn, before, file)
    if result is None:
        return update_views.nothing_to_update(before.roadmap)
    own = await turn.run(owning.list_own, turn.hosting.allowance)
    return update_views.report(
        before.roadmap, result, draft or _kept(turn, file), own, changed=changed
    )


async def _updated(turn: Turn, before: Updatable, file: RoadmapFile, draft: str) -> Reply:
    """Let an update be; raise RoadmapChanged where it is not the one that was told."""
    result = await _compared(turn, before, file)
    if result is None:
        return update_views.nothing_to_update(before.roadmap)
    updated = await turn.run(
        updating.update_roadmap,
        before,
        result,
        file=file.taken_as(before.file),
        allowance=turn.hosting.allowance,
    )
    turn.drafts.drop(turn.account, draft)
    return update_views.updated(updated)


async def _compared(turn: Turn, before: Updatable, file: RoadmapFile) -> Reconciliation | None:
    """Compare a file with a roadmap; None where it was read from that very file."""
    file, number = file.taken_as(before.file), before.roadmap.id
    if file.reads_as(before.file):
        return None
    size, allowance = len(file.source), turn.hosting.allowance
    await turn.run(owning.check_allowance, size, allowance, instead_of=number)
    outline = await turn.reader.parse(file.source, name=file.name, take=file.take)
    return await turn.reader.reconcile(before.known, outline)


async def _sent(attachment: Attachment, take: str | None) -> RoadmapFile:
    """Fetch a file; raise RoadmapRefused, and fetch nothing, where it is known to be too large."""
    if attachment.size is not None and attachment.size > MAX_BYTES:
        raise RoadmapRefused(too_large(attachment.size))
    source = await attachment.read()
    if len(source) > MAX_BYTES:
        raise RoadmapRefused(too_large(len(source)))
    return RoadmapFile(name_words(attachment.name), source, Source(take) if take else None)


def _kept(turn: Turn, file: RoadmapFile) -> str:
    """Keep a file until its sender says what becomes of it; give its name for the buttons."""
    draft = turn.hosting.letters(DRAFT_LETTERS)
    turn.drafts.keep(turn.account, draft, file, turn.now)
    return draft
