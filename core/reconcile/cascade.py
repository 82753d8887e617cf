"""The cascade: steps from sure to likely that tell which stored topic a topic of the file is.

Each step looks only at what the ones before it left over. Within a step, topics that are in the
roadmap go before retired ones, and what a topic is called now before what it was called earlier.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from core.reconcile.known import KnownTopic
from core.reconcile.names import Form, form_of, names_of
from core.reconcile.numbers import series_of
from core.reconcile.reconciliation import Fate, Find, Reconciliation, Step, assembled
from core.reconcile.resemblance import Resemblance, may_be_reworded
from core.roadmap_markdown.outline import Outline, OutlineTopic

T = TypeVar("T")

Group = Callable[[Form], Hashable]
"""What of a name must be the same."""

_BY_WORDS: tuple[tuple[Step, Group], ...] = (
    (Step.PLACE, lambda form: (form.place, form.title)),
    (Step.SECTION, lambda form: (form.section, form.title)),
    (Step.TITLE, lambda form: form.title),
)
_BY_LIKENESS: tuple[tuple[Step, Group, float], ...] = (
    (Step.LIKENESS_IN_SECTION, lambda form: form.section, 0.72),
    (Step.LIKENESS, lambda _: None, 0.88),
)


def reconcile(known: Collection[KnownTopic], outline: Outline) -> Reconciliation:
    """Tell which stored topics an outline holds, which are new in it, and which leave.

    ``known`` are all topics of one roadmap, retired ones too; the outline's keys stand once each,
    as parsing holds them to. Nothing depends on the order in which the topics are given.
    """
    return assembled(known, outline, find(known, outline))


def find(known: Iterable[KnownTopic], outline: Outline) -> tuple[Find, ...]:
    """Find the topics of an outline that are stored: what ``reconcile`` has to think about."""
    cascade = _Cascade(known, outline)
    cascade.by_key()
    for step, group in _BY_WORDS:
        for retired in (False, True):
            for names in (_now, _earlier):
                cascade.by_words(step, group, names, retired=retired)
    for retired in (False, True):
        cascade.by_link(retired=retired)
    for step, group, least in _BY_LIKENESS:
        cascade.by_likeness(step, group, least)
    return tuple(cascade.finds)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    topic: KnownTopic
    form: Form
    earlier: tuple[Form, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    number: int
    topic: OutlineTopic
    form: Form


Names = Callable[[_Known], tuple[Form, ...]]
"""Which of a stored topic's names are looked at."""


def _now(known: _Known) -> tuple[Form, ...]:
    return (known.form,)


def _earlier(known: _Known) -> tuple[Form, ...]:
    return known.earlier


class _Cascade:
    """What is left over of both sides, and what was found."""

    def __init__(self, known: Iterable[KnownTopic], outline: Outline) -> None:
        in_order = sorted(known, key=lambda topic: (topic.number, topic.id))
        self._known = tuple(
            _Known(topic, form_of(topic.name), tuple(map(form_of, topic.earlier)))
            for topic in in_order
        )
        self._found = tuple(
            _Found(number, topic, form_of(name))
            for number, (topic, name) in enumerate(
                zip(outline.topics, names_of(outline.topics), strict=True), start=1
            )
        )
        self._left = {known.topic.id: known for known in self._known}
        self._open = {found.number: found for found in self._found}
        self.finds: list[Find] = []

    def by_key(self) -> None:
        """Match the ids that authors wrote into the file."""
        holders = {known.topic.key: known for known in self._known if known.topic.key is not None}
        for found in self._found:
            known = holders.get(found.topic.key) if found.topic.key is not None else None
            if known is not None:
                self._match(found, known, Step.KEY)

    def by_words(self, step: Step, group: Group, names: Names, *, retired: bool) -> None:
        """Match what is called the same.

        Several of one name are matched in their order, and only where there are as many on both
        sides; in one and the same place also where some are left over.
        """
        pool = [
            (known, forms)
            for known in self._left.values()
            if known.topic.retired is retired and (forms := names(known))
        ]
        if not pool:
            return
        wanted: defaultdict[Hashable, list[_Found]] = defaultdict(list)
        for found in self._open.values():
            wanted[group(found.form)].append(found)
        held: defaultdict[Hashable, list[_Known]] = defaultdict(list)
        for known, forms in pool:
            for name in dict.fromkeys(map(group, forms)):
                if name in wanted:
                    held[name].append(known)
        for name, some in wanted.items():
            # One with several earlier names may have been matched by another of them.
            others = [known for known in held[name] if known.topic.id in self._left]
            if step is Step.PLACE or len(some) == len(others):
                for found, known in zip(some, others, strict=False):
                    self._match(found, known, step)

    def by_link(self, *, retired: bool) -> None:
        """Match topics whose only link is the same, and no other topic's only one."""
        wanted = _by_only_link(
            self._found, lambda found: (resource.url for resource in found.topic.resources)
        )
        held = _by_only_link(
            (known for known in self._known if known.topic.retired is retired),
            lambda known: known.topic.links,
        )
        for link, found in wanted.items():
            known = held.get(link)
            if known is not None and self._may_match(found, known):
                self._match(found, known, Step.LINK)

    def by_likeness(self, step: Step, group: Group, least: float) -> None:
        """Match what is most similar, the most similar of all first."""
        wanted: defaultdict[Hashable, list[_Found]] = defaultdict(list)
        for found in self._open.values():
            if may_be_reworded(found.form.title):
                wanted[group(found.form)].append(found)
        held: defaultdict[Hashable, list[_Known]] = defaultdict(list)
        for known in self._left.values():
            if may_be_reworded(known.form.title):
                held[group(known.form)].append(known)
        likely = [
            pair
            for name, some in wanted.items()
            if name in held
            for pair in _likely(some, held[name], self._series, least)
        ]
        for likeness, found, known in sorted(likely, key=lambda it: (-it[0], it[1].number)):
            if known.topic.id in self._left:
                self._match(found, known, step, likeness)

    @cached_property
    def _series(self) -> frozenset[str]:
        """Find what is told apart by numbers before the edit or after it."""
        before = series_of(_reworded(known.form for known in self._known))
        return before | series_of(_reworded(found.form for found in self._found))

    def _may_match(self, found: _Found, known: _Known) -> bool:
        """Say whether both are left, and not told apart by ids that their author gave both."""
        told_apart = found.topic.key is not None and known.topic.key is not None
        return found.number in self._open and known.topic.id in self._left and not told_apart

    def _match(
        self, found: _Found, known: _Known, step: Step, likeness: float | None = None
    ) -> None:
        del self._open[found.number], self._left[known.topic.id]
        fate = _fate(found.form, known)
        self.finds.append(Find(found.number, known.topic.id, step, fate, likeness))


def _reworded(forms: Iterable[Form]) -> Iterator[str]:
    """Give the titles that likeness tells anything of; no others' numbers are of a length."""
    return (form.title for form in forms if may_be_reworded(form.title))


def _fate(form: Form, known: _Known) -> Fate:
    if known.topic.retired:
        return Fate.RETURNED
    if form.title != known.form.title:
        return Fate.RENAMED
    return Fate.KEPT if form.section == known.form.section else Fate.MOVED


def _by_only_link(topics: Iterable[T], links: Callable[[T], Iterable[str]]) -> dict[str, T]:
    """Give the topics that have one link, by it, but for links that several have."""
    holders: defaultdict[str, list[T]] = defaultdict(list)
    for topic in topics:
        distinct = set(links(topic))
        if len(distinct) == 1:
            holders[distinct.pop()].append(topic)
    return {link: some[0] for link, some in holders.items() if len(some) == 1}


def _likely(
    wanted: Iterable[_Found], held: list[_Known], series: AbstractSet[str], least: float
) -> Iterator[tuple[float, _Found, _Known]]:
    """Find for each of some topics the stored one that it most likely was."""
    with_key = [found for found in wanted if found.topic.key is not None]
    without = [found for found in wanted if found.topic.key is None]
    nameless = [known for known in held if known.topic.key is None]
    for some, others in ((without, held), (with_key, nameless)):
        if some and others:
            resemblance = Resemblance({known: known.form.title for known in others}, series)
            titles = {found: found.form.title for found in some}
            yield from resemblance.clear_best(titles, least=least)
