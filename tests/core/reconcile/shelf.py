"""A shelf: the topics of one roadmap, living through edits of its file as they do when stored."""

from dataclasses import replace
from textwrap import dedent

from core.reconcile import KnownTopic, Match, Name, Reconciliation, Step, names_of, reconcile
from core.roadmap import TopicId
from core.roadmap_markdown import Outline, parse


def read(text: str) -> Outline:
    return parse(dedent(text), name="my-roadmap.md")


class Shelf:
    """Topics by their ids, which count from 1 in the order in which they came."""

    def __init__(self, text: str = "") -> None:
        self.known: dict[TopicId, KnownTopic] = {}
        if text:
            self.take(text)

    def take(self, text: str) -> Reconciliation:
        """Import a file and keep what became of the topics."""
        return self.keep(reconcile(self.known.values(), read(text)))

    def keep(self, result: Reconciliation) -> Reconciliation:
        """Keep what became of the topics."""
        for topic in result.retired:
            self.known[topic.id] = replace(topic, retired=True)
        for match in result.matches:
            self.known[match.known.id] = _changed(match)
        names = list(names_of(result.outline.topics))
        for number in result.new:
            new = TopicId(len(self.known) + 1)
            found = result.outline.topics[number - 1]
            links = tuple(resource.url for resource in found.resources)
            self.known[new] = KnownTopic(new, names[number - 1], number, links, key=found.key)
        return result

    @property
    def texts(self) -> dict[int, str]:
        """What each topic of the roadmap is called."""
        return {topic.id: topic.name.text for topic in self.known.values() if not topic.retired}


def steps(result: Reconciliation) -> dict[str, tuple[int, Step]]:
    """Tell of each known topic of a file which it is, and by what it was known."""
    return {match.topic.text: (match.known.id, match.step) for match in result.matches}


def ids(result: Reconciliation) -> tuple[TopicId | None, ...]:
    """Give the id of each topic of a file; None where it is new."""
    known = {match.number: match.known.id for match in result.matches}
    return tuple(known.get(number) for number in range(1, len(result.outline.topics) + 1))


def name(text: str, *path: str) -> Name:
    return Name(path, text)


def _changed(match: Match) -> KnownTopic:
    return KnownTopic(
        match.known.id,
        match.name,
        match.number,
        tuple(resource.url for resource in match.topic.resources),
        match.earlier,
        key=match.key,
    )
