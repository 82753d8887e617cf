"""A known topic: what is stored of one that an edited file may still hold."""

from dataclasses import dataclass

from core.reconcile.names import Name
from core.roadmap import TopicId


@dataclass(frozen=True, slots=True)
class KnownTopic:
    """A stored topic, as far as it helps to know it again.

    ``number`` orders topics of one name, retired ones by the number they had last; ``links`` are
    the addresses of its resources; ``earlier`` are the names it had before; ``key`` is the id
    that its author wrote into the file, and no two topics of a roadmap share one.
    """

    id: TopicId
    name: Name
    number: int
    links: tuple[str, ...] = ()
    earlier: tuple[Name, ...] = ()
    retired: bool = False
    key: str | None = None
