"""A reply: what is said to a person, once, as structure that each platform renders natively.

Emphasis is structure, never a Markdown string: titles come from people and may hold ``*`` or ``<``.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.invocation import Call
from core.learner import Account


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Mono:
    """A short piece of code within a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words within a line that lead to an address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class When:
    """An instant, shown in the reader's own zone where a platform can; ``text`` has it in words."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A person who is told that they are meant; ``text`` stands where they have no name for it."""

    account: Account
    text: str


@dataclass(frozen=True, slots=True)
class Role:
    """People of a platform who are called together; ``text`` stands where they cannot be."""

    id: str
    text: str


Inline = str | Strong | Mono | Anchor | When | Mention | Role
Line = tuple[Inline, ...]
"""One line of text; a ``str`` is shown as it is, whatever it holds."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of its own."""

    line: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``start`` numbers it from there, None gives bullets."""

    lines: tuple[Line, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Meter:
    """How much of something is done; drawn and said in words ("3 of 8 done"), never drawn alone."""

    label: Line
    done: int
    total: int

    def filled(self, cells: int) -> int:
        """Say how many of a bar's cells are full: none, or all, only where so much is done."""
        if not self.total:
            return 0
        return self.done * cells // self.total or min(self.done, 1)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, or a word aside."""

    line: Line


@dataclass(frozen=True, slots=True)
class Code:
    """Lines to copy as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A resource on a line of its own."""

    text: str
    url: str


Block = Heading | Paragraph | Items | Meter | Quote | Code | Link


LABEL_LIMIT = 80
"""Characters of a button's label: Discord's limit, the smaller one."""


@dataclass(frozen=True, slots=True)
class Button:
    """A prepared command under a label.

    Raise ValueError where the label is empty or above ``LABEL_LIMIT``, or the call too long.
    """

    label: str
    invokes: Call

    def __post_init__(self) -> None:
        if not 1 <= len(self.label) <= LABEL_LIMIT:
            message = f"a label has 1 to {LABEL_LIMIT} characters, not {self.label!r}"
            raise ValueError(message)
        self.invokes.short()


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question answered in one's own words: what is written becomes an argument of a call.

    ``label`` is on the button that opens the form. A platform without forms leaves it out, so the
    blocks say what to type. Raise ValueError as a Button does.
    """

    label: str
    invokes: Call
    parameter: str

    def __post_init__(self) -> None:
        Button(self.label, self.invokes)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG; ``alternative`` says the same facts in words and is never empty.

    It is for who cannot see the picture: the blocks of its reply say the facts to all.
    """

    name: str
    content: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to keep; ``alternative`` says what it is."""

    name: str
    content: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said.

    ``refusal`` says that nothing was done; ``private`` asks for an answer that only its reader
    sees; ``replace`` asks the message whose button was pressed to become this one. ``evident`` says
    that all who are there see by themselves what came of it.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Row, ...] = ()
    picture: Picture | None = None
    document: Document | None = None
    asks: Ask | None = None
    private: bool = False
    replace: bool = False
    refusal: bool = False
    evident: bool = False
