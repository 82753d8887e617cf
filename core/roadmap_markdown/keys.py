"""Keys: ids that an author wrote into the file so that a topic is known again after an edit."""

import re

# No part may begin anywhere in a run that another part could take: a long line would cost the
# square of its length.
_KEY = re.compile(
    r"""
      <!-- \s* id: \s* (?P<comment> [\w.-]+ ) \s* -->
    | \{\# (?P<attribute> [\w.-]+ ) \} \s* \Z
    | [ ] \^ (?= [\d_-]* [^\W\d_] ) (?P<caret> [\w-]+ ) \s* \Z
    """,
    re.VERBOSE,
)


def split_key(markdown: str) -> tuple[str, str | None]:
    """Take the id off a topic's Markdown; what stands in code is none."""
    if not ("<!--" in markdown or "{#" in markdown or " ^" in markdown):
        return markdown, None
    for found in _KEY.finditer(markdown):
        before, after = markdown[: found.start()], markdown[found.end() :]
        if before.count("`") % 2 == 0 or "`" not in after:
            key = found["comment"] or found["attribute"] or found["caret"]
            return f"{before.rstrip()} {after.lstrip()}".strip(), key
    return markdown, None
