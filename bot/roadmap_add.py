"""Adding a host's roadmap: what ``python -m bot roadmap add FILE`` shows, asks and stores."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import Enum
from pathlib import Path

from bot.dialogue.gateway import Gateway
from bot.dialogue.reading import RoadmapReader
from bot.dialogue.views.roadmap_update import changes_words
from bot.roadmap_check import add_file_arguments, as_text
from bot.roadmap_files import check_outside, files_of, read, slug_for, told
from bot.roadmap_import import Plan, carry_out, plan
from core.errors import StudyError
from core.ownership import RoadmapFile
from core.reconcile import Reconciliation
from core.roadmap_markdown import Source
from core.use_cases.updating import Changes


class Consent(Enum):
    """What the host said beforehand."""

    ASK = "nothing"
    YES = "yes, unless it may be the wrong file"
    RIGHT_FILE = "yes, it is the right file"


class MayBeWrongFile(StudyError):
    """Refuse to update unasked by a file that ``share`` of the topics would leave with."""

    def __init__(self, share: float) -> None:
        super().__init__(
            f"Nothing was stored: {share:.0%} of its topics would leave. "
            "Where it is the right file, say --right-file instead of --yes."
        )


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_file_arguments(parser)
    parser.set_defaults(consent=Consent.ASK)
    beforehand = parser.add_mutually_exclusive_group()
    for flag, consent, words in (
        ("--yes", Consent.YES, "store it without asking"),
        ("--right-file", Consent.RIGHT_FILE, "so too where many topics would leave a roadmap"),
    ):
        beforehand.add_argument(
            flag, dest="consent", action="store_const", const=consent, help=words
        )


async def add(  # noqa: PLR0913 - what it works with, and what it works on
    gateway: Gateway,
    reader: RoadmapReader,
    path: Path,
    take: Source | None,
    *,
    folder: Path,
    consent: Consent,
    now: datetime,
    show: Callable[[str], None],
    confirm: Callable[[str], bool],
) -> None:
    """Show what is read in a file, ask, and store it for everybody, or update what is stored.

    Raise RoadmapRefused where it cannot be studied or another file of ``folder`` gives its roadmap,
    MayBeWrongFile where nobody is asked, RoadmapChanged where somebody else changed the roadmap
    while this was asked.
    """
    slug, file = slug_for(path), RoadmapFile(told(path), read(path), take)
    check_outside(folder, slug, file)
    planned = await plan(gateway, reader, slug, file)
    if planned is None:
        show("It is stored as it is: there is nothing to do.")
        return
    for line in _preview(planned):
        show(line)
    result = planned.result
    if consent is Consent.YES and result is not None and result.asks_first:
        raise MayBeWrongFile(result.retired_share)
    question = "Store it, for everybody?" if result is None else "Update it?"
    if consent is Consent.ASK and not confirm(question):
        show("Nothing was stored.")
        return
    await carry_out(gateway, planned, now)
    if result is None:
        show(f"Stored as {slug}.")
    elif slug in files_of(folder):
        show(f"Updated as {slug}. To take that back, put {path} as it was and add it again.")
    else:
        show(f"Updated as {slug}. To take that back: python -m bot roadmap rollback {slug}")


def _preview(planned: Plan) -> Iterator[str]:
    yield from as_text(planned.outline)
    yield ""
    if planned.result is not None:
        yield from _report(planned.result)


def _report(result: Reconciliation) -> Iterator[str]:
    yield f"{changes_words(Changes.of(result)).capitalize()}."
    for match in result.guesses:
        yield f"  taken for the same: {match.known.name.text} -> {match.name.text}"
    for match in result.renamed:
        yield f"  renamed: {match.known.name.text} -> {match.name.text}"
    for match in result.returned:
        yield f"  comes back: {match.name.text}"
    for topic in result.retired:
        yield f"  leaves: {topic.name.text}"
    if result.asks_first:
        yield f"{result.retired_share:.0%} of its topics would leave: is it the right file?"
