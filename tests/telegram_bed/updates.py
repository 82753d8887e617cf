"""Updates that wait for the bot, each kept until the bot confirms it."""

from tests.telegram_bed.asked import Json
from tests.telegram_bed.changes import Changes

# Telegram leaves these out unless they are asked for by name.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """The queue of one bot."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._last_id = 7000
        self.again: list[Json] = []
        self.pending: list[Json] = []
        self.made: list[Json] = []
        self.allowed: frozenset[str] | None = None

    def allow(self, kinds: list[str]) -> None:
        """Let only these kinds in from now on; none named means all but the unusual ones."""
        self.allowed = frozenset(kinds) or None

    def add(self, kind: str, body: Json) -> Json | None:
        """Make an update of what happened, unless the bot does not want that kind."""
        wanted = kind in self.allowed if self.allowed is not None else kind not in NOT_BY_DEFAULT
        return self.deliver({kind: body}) if wanted else None

    def deliver(self, body: Json) -> Json:
        """Put an update in, whatever it holds; it gets the next id unless it has one."""
        self._last_id += 1
        update = {"update_id": self._last_id, **body}
        self.pending.append(update)
        self.made.append(update)
        self._changes.ring()
        return update

    def repeat(self, update: Json) -> None:
        """Hand an update out once more, although it is confirmed, as after a crash of Telegram."""
        self.again.append(update)
        self._changes.ring()

    def confirm(self, offset: int) -> None:
        """Forget what lies before an offset; a negative one counts from the end."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset:
            self.pending = [each for each in self.pending if each["update_id"] >= offset]
        self._changes.ring()

    def done(self, update: Json) -> None:
        """Forget one update."""
        self.pending = [each for each in self.pending if each is not update]
        self._changes.ring()

    def waiting(self) -> bool:
        """Tell whether there is anything to hand out."""
        return bool(self.pending or self.again)

    def take_again(self, update: Json) -> None:
        """Forget that an update is to be repeated."""
        self.again = [each for each in self.again if each is not update]

    def batch(self, limit: int) -> list[Json]:
        """Hand out the next updates, at most that many."""
        taken = (self.again + self.pending)[:limit]
        self.again = self.again[limit:]
        return taken
