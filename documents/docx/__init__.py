"""A paper as a Word file that the clerk edits: the legal layout in styles and tables, same bytes for the same paper."""

from documents.docx.document import render

__all__ = ["render"]
