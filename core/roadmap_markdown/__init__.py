"""Roadmap files: what a person wrote in Markdown, read as an outline of topics."""

from core.roadmap_markdown.exporting import export
from core.roadmap_markdown.outline import Outline, OutlineTopic, Source, Warning  # noqa: A004 - the field's word
from core.roadmap_markdown.parsing import parse

__all__ = ["Outline", "OutlineTopic", "Source", "Warning", "export", "parse"]
