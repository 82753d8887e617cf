"""Roadmap files: what a person wrote in Markdown, read as an outline of topics."""
