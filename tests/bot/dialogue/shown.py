"""Show a reply as text, for golden tests: blocks as structure, buttons and forms as calls."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Anchor,
    Block,
    Code,
    Heading,
    Inline,
    Items,
    Line,
    Link,
    Mention,
    Meter,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Role,
    Strong,
    When,
)


def shown(reply: Reply) -> str:
    """Write a reply in lines."""
    flags = [name for name in ("private", "replace", "refusal") if getattr(reply, name)]
    lines = [" ".join(flags) or "public"]
    for block in reply.blocks:
        lines += _block(block)
    lines += (
        " ".join(f"[{button.label} -> {button.invokes.short()}]" for button in row)
        for row in reply.buttons
    )
    if reply.asks:
        form = Call(
            reply.asks.invokes.command, {**reply.asks.invokes.arguments, reply.asks.parameter: ""}
        )
        lines.append(f"({reply.asks.label} -> {form.short()})")
    return "\n".join(lines)


def _block(block: Block) -> list[str]:
    match block:
        case Heading(line):
            return [f"# {_line(line)}"]
        case Paragraph(line):
            return [_line(line)]
        case Items(items, start):
            return [
                f"{'-' if start is None else start + i} {_line(x)}" for i, x in enumerate(items)
            ]
        case Meter(line, done, total):
            return [f"meter {_line(line)}: {done}/{total}"]
        case Quote(line):
            return [f"> {_line(line)}"]
        case Code(text):
            return [f"code {text}"]
        case Link(text, url):
            return [f"link {text} <{url}>"]


def _line(line: Line) -> str:
    return "".join(_inline(part) for part in line)


def _inline(part: Inline) -> str:
    match part:
        case str():
            return part
        case Strong(text):
            return f"*{text}*"
        case Mono(text):
            return f"`{text}`"
        case Anchor(text, url):
            return f"{text} <{url}>"
        case When(_, text):
            return f"@{text}"
        case Role(_, text):
            return f"({text})"
        case Mention(account, text):
            return f"({text}: {account.platform} {account.user})"
