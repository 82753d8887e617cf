"""Roadmap update views: what an edited file would change, what it changed, and the way back."""

from collections.abc import Iterable

from bot.dialogue.invocation import Call, Value
from bot.dialogue.reply import (
    Block,
    Button,
    Heading,
    Line,
    Paragraph,
    Quote,
    Reply,
    Row,
)
from bot.dialogue.views.listed import LINE, listed
from bot.dialogue.views.refused import refused
from bot.dialogue.views.roadmap_file import (
    OFFERED,
    add_instead,
    cancel,
    update_buttons,
    warnings,
)
from bot.dialogue.views.ticked import count_ticked, ticked_question
from bot.dialogue.views.words import column, cut, next_button, path_words, quantity
from core.errors import UnknownOwnRoadmap
from core.reconcile import Fate, Match, Reconciliation
from core.roadmap import Path, Roadmap, RoadmapSummary
from core.use_cases.owning import OwnShelf
from core.use_cases.updating import Changes, RoadmapRolledBack, RoadmapUpdated

_CHANGED = "The roadmap was changed meanwhile; this is what would change now."
_TITLE = 90
"""Characters of each of two titles in one line."""


def changes_words(changes: Changes) -> str:
    """Say "kept 690, renamed 12, moved 5, new 20, retired 9"."""
    counts = [
        ("kept", changes.kept),
        ("renamed", changes.renamed),
        ("moved", changes.moved),
        ("new", changes.new),
        ("retired", changes.retired),
    ]
    if changes.returned:
        counts.insert(-1, ("returned", changes.returned))
    return ", ".join(f"{word} {count:,}" for word, count in counts)


def report(
    roadmap: Roadmap, result: Reconciliation, draft: str, own: OwnShelf, *, changed: bool = False
) -> Reply:
    """Tell what an update would change, list its guesses, and ask for a word.

    The roadmap was ``changed`` since that was told before; ``own`` are all that they brought.
    """
    changes = Changes.of(result)
    blocks: list[Block] = [
        Heading((cut(f"Update of {roadmap.title}", LINE),)),
        *((Paragraph((_CHANGED,)),) if changed else ()),
        Paragraph((f"{changes_words(changes).capitalize()}.",)),
    ]
    titled = _titled(roadmap, result, own)
    if titled:
        words = f"The title of this file is “{cut(result.outline.title, _TITLE)}”, as of another"
        blocks.append(Paragraph((f"{words} roadmap of yours. Update that one?",)))
    if result.asks_first:
        blocks.append(Paragraph((_doubt(roadmap, result),)))
    if changes.none:
        changing = "ticks and what is around them change"
        if not _ticks_change(roadmap, result):
            changing = "what is around them changes"
        blocks.append(Paragraph((f"Its topics stay as they are; only {changing}.",)))
    blocks += _listed("I take these for the same topics, reworded:", map(_guess, result.guesses))
    blocks += _listed("These have another title now:", map(_rename, result.renamed))
    returned = ((cut(match.name.text, LINE),) for match in result.returned)
    blocks += _listed("These come back, with all that was done:", returned)
    blocks += _listed("These are new:", (_new(result, number) for number in result.new))
    moved = (match for match in result.matches if match.fate is Fate.MOVED)
    blocks += _listed("These stand elsewhere now:", map(_move, moved))
    if changes.reordered:
        blocks.append(Paragraph(("Topics that were kept stand in another order.",)))
    left = ((cut(each.name.text, LINE),) for each in result.retired)
    blocks += _listed("These leave; should they return, so does all that was done:", left)
    blocks += warnings(result.outline.warnings)
    blocks.append(Quote(("Nothing is changed yet. Progress and notes stay with their topics.",)))
    yes = "Yes, update with it" if result.asks_first else "Update"
    seen: dict[str, Value] = {"draft": draft, "number": roadmap.id, "seen": roadmap.revision}
    answers = (Button(yes, Call("roadmap update", seen)), cancel(draft))
    other = ((add_instead(draft),),) if result.asks_first else ()
    instead = column(*update_buttons(titled, draft))
    return Reply(tuple(blocks), (answers, *instead, *other), private=True, replace=True)


def nothing_to_update(roadmap: Roadmap) -> Reply:
    """Say that a roadmap was read from that very file."""
    said = f"{cut(roadmap.title, LINE)} is as this file says: there is nothing to update."
    return Reply((Paragraph((said,)),), ((next_button(),),), private=True, replace=True)


def updated(result: RoadmapUpdated) -> Reply:
    """Say what was changed, and offer the way back."""
    seen: dict[str, Value] = {"number": result.roadmap.id, "seen": result.roadmap.revision}
    back = Button("Roll back", Call("roadmap rollback", seen))
    blocks: list[Block] = [
        Heading((cut(f"{result.roadmap.title} is updated", LINE),)),
        Paragraph((f"{changes_words(result.changes).capitalize()}.",)),
        Quote(("Progress and notes stayed with their topics.",)),
    ]
    buttons: tuple[Row, ...] = ((next_button(), back),)
    if result.ticked:
        blocks.append(ticked_question(result.ticked))
        buttons = (*buttons, count_ticked(result.roadmap, result.ticked))
    return Reply(
        blocks=tuple(blocks),
        buttons=buttons,
        private=True,
        replace=True,
    )


def rolled_back(result: RoadmapRolledBack) -> Reply:
    """Say that a roadmap is as it was before its last update."""
    title = cut(result.roadmap.title, LINE)
    left = ((cut(topic.text, LINE),) for topic in result.left)
    returned = ((cut(topic.text, LINE),) for topic in result.returned)
    return Reply(
        blocks=(
            Paragraph((f"{title} is as it was before its last update.",)),
            *_listed("These came back, with all that was done:", returned),
            *_listed("These left; should they return, so does all that was done:", left),
        ),
        buttons=((next_button(),),),
        private=True,
        replace=True,
    )


def which(unknown: UnknownOwnRoadmap, draft: str) -> Reply:
    """Ask which of the learner's roadmaps a file is to update."""
    wrong: Line = ("Which of your roadmaps does this file update?",)
    return refused(wrong, buttons=column(*update_buttons(unknown.known, draft)))


def _doubt(roadmap: Roadmap, result: Reconciliation) -> str:
    count = f"{len(result.retired):,} of the {quantity(len(roadmap.topics), 'topic')}"
    verb = "leaves" if len(result.retired) == 1 else "leave"
    return f"With this file, {count} {verb} the roadmap. Is it the right file?"


def _titled(roadmap: Roadmap, result: Reconciliation, own: OwnShelf) -> tuple[RoadmapSummary, ...]:
    """List the learner's other roadmaps that are called as the file, where this one is not."""
    title = result.outline.title
    others = () if roadmap.title == title else (each.roadmap for each in own.roadmaps)
    return tuple(each for each in others if each.title == title)[-OFFERED:]


def _ticks_change(roadmap: Roadmap, result: Reconciliation) -> bool:
    before = roadmap.by_id
    return any(each.topic.ticked != before[each.known.id].ticked for each in result.matches)


def _listed(heading: str, lines: Iterable[Line]) -> list[Block]:
    """List topics below what is said of them; nothing where there are none."""
    found = list(lines)
    return [Paragraph((heading,)), *listed(found, "topic")] if found else []


def _new(result: Reconciliation, number: int) -> Line:
    topic = result.outline.topics[number - 1]
    return (cut(topic.text, _TITLE), f" ({_place(topic.path)})" if topic.path else "")


def _move(match: Match) -> Line:
    title = f"“{cut(match.name.text, _TITLE)}”"
    before, now = _place(match.known.name.path), _place(match.name.path)
    return (f"{title}: from {before} to {now}" if before != now else f"{title}, below another",)


def _place(path: Path) -> str:
    return cut(path_words(path), _TITLE) or "the top"


def _guess(match: Match) -> Line:
    if match.known.name.text == match.name.text:
        return (f"“{cut(match.name.text, _TITLE)}”, which has the same link",)
    return _rename(match)


def _rename(match: Match) -> Line:
    before, now = cut(match.known.name.text, _TITLE), cut(match.name.text, _TITLE)
    return (f"“{before}” is now “{now}”",)
