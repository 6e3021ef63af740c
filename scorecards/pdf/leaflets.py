"""Sheets about roles: plain text from first page to last, under one header."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from scorecards.pdf.render import Pdf, Press, print_sheets


def print_leaflet(
    template: str,
    context: dict[str, Any],
    paper: str,
    *,
    title: str,
    sheet: str,
    language: str = "en",
    styles: Sequence[str] = (),
    is_landscape: bool = False,
) -> Pdf:
    """The PDF/UA-1 file of this template, which extends pdf/base.html.

    `title` and `sheet` (what kind of sheet it is) stand on every page. `UnknownPaperError` for a
    paper other than “a4” and “letter”, `NoRoomError` for a title that leaves no room on a page,
    `PdfToolsMissingError` where the system lacks Pango.
    """
    context = {
        "footer": "pdf/_leaflet_footer.html",
        "language": language,
        "title": title,
        "sheet": sheet,
        **context,
    }

    def lay_out(press: Press) -> list[Any]:
        head = render_to_string("pdf/_leaflet_header.html", context)
        [header] = press.headers(
            render_to_string("pdf/headers.html", {**context, "headers": [head]})
        )
        footer = press.heights(render_to_string("pdf/footer.html", context))["footer"]
        press.room(header, footer)
        return press.lay_out(render_to_string(template, context), header, footer)

    with override(language):
        return print_sheets(
            paper,
            lay_out,
            title=f"{title}, {sheet}",
            language=language,
            styles=styles,
            is_landscape=is_landscape,
        )
