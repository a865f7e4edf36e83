"""The one Jinja environment: letters, papers and pages say dates, figures and numbers in the same words."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from words import dates, drawing, figures
from words.addresses import breakable
from words.citation import cited
from words.document_number import document_number
from words.names import clean_name, folded

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def _escapes(template_name: str | None) -> bool:
    # Words of papers (papers/**.jinja) are plain text for the content model; documents/ escapes them once, on output.
    if template_name is None:
        return True
    words_of_a_paper = template_name.startswith("papers/") and template_name.endswith(".jinja")
    return not (words_of_a_paper or template_name.endswith(".txt"))


@cache
def environment() -> Environment:
    """The environment that every template is rendered in: strict about missing names, escaping HTML."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=_escapes,  # noqa: S701 (a function: on for every page and letter in HTML)
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = (
        *(dates.short_date, dates.long_date, dates.moment, dates.moment_short, dates.clock_time, dates.local_day),
        *(figures.thousands, figures.two_digits, figures.decimal, figures.percent, figures.percent_of, figures.share),
        *(cited, document_number, clean_name, folded, drawing.stairs, breakable),
    )
    made.filters |= {function.__name__: function for function in filters}
    from words.sentences import say  # it reads its sentences through this environment

    made.filters["say"] = say
    made.globals |= {"share": figures.share, "percent_of": figures.percent_of, "time_left": dates.time_left}
    return made


def render(template_name: str, **context: object) -> str:
    """The template, named relative to templates/, filled in. Raises jinja2.UndefinedError for a name not given."""
    return environment().get_template(template_name).render(**context)
