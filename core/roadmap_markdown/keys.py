"""Keys: ids that an author wrote into the file so that a topic is known again after an edit."""

import re

_KEY = re.compile(
    r"""
      \s* <!-- \s* id: \s* (?P<comment> [\w.-]+ ) \s* --> \s*
    | \s* \{\# (?P<attribute> [\w.-]+ ) \} \s* \Z
    | [ ] \^ (?P<caret> [\w-]*[^\W\d_][\w-]* ) \s* \Z
    """,
    re.VERBOSE,
)


def split_key(markdown: str) -> tuple[str, str | None]:
    """Take the id off a topic's Markdown."""
    if not ("<!--" in markdown or "{#" in markdown or " ^" in markdown):
        return markdown, None
    found = _KEY.search(markdown)
    if found is None:
        return markdown, None
    key = found["comment"] or found["attribute"] or found["caret"]
    return f"{markdown[: found.start()]} {markdown[found.end() :]}".strip(), key
