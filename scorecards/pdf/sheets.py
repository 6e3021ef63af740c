"""The sheets a panel prints. Each function takes a `KitDocument` and plain copies and returns the
bytes of one PDF/UA-1 file.

Names, times and codes stand in the page margins only. The body of a scorecard depends on its
round and, on the first page, on the adjustments in force; nothing else tells two bodies apart.
All functions raise `UnknownPaperError` (a `ValueError`) for a paper other than “a4” and “letter”,
and `PdfToolsMissingError` where the system lacks Pango.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from interviews.document import KitDocument, Round
from scorecards.pdf import contents
from scorecards.pdf.copies import Copy, Edition
from scorecards.pdf.paging import LINE, Block, Place, deal
from scorecards.pdf.render import Header, Pdf, Press, print_sheets

Item = tuple[KitDocument, Edition | None, Copy]


class UnknownRoundError(KeyError):
    """The kit has no round with this key. Its text names those it has."""

    def __str__(self) -> str:
        return str(self.args[0])


def blank_scorecard(
    document: KitDocument, edition: Edition | None, paper: str, round_key: str | None = None
) -> Pdf:
    """Scorecards to be filled in by hand, names included: one round, or all in one file.

    `edition` None prints a draft, marked as such. `UnknownRoundError` for a key the kit has not.
    """
    rounds = _rounds(document, round_key)

    def lay_out(press: Press) -> list[Any]:
        return [
            page for round_ in rounds for page in _scorecard(press, document, edition, round_, None)
        ]

    return _print(paper, lay_out, document, _title(document, _("scorecard"), rounds))


def panel_packet(items: Sequence[Item], paper: str, title: str) -> Pdf:
    """One scorecard per item, in the order given, in one file with bookmarks per interview.

    `ValueError` where there is no item, `UnknownRoundError` for a copy of a round the kit has not.
    """
    if not items:
        raise ValueError("A packet needs at least one scorecard.")

    def lay_out(press: Press) -> list[Any]:
        pages = []
        for _interview, group in groupby(items, key=lambda item: _interview_of(item[2])):
            for index, (document, edition, copy) in enumerate(group):
                round_ = _rounds(document, copy.round_key)[0]
                sheet = _scorecard(press, document, edition, round_, copy)
                _bookmark(sheet, copy, round_, is_first=index == 0)
                pages += sheet
        return pages

    return _print(paper, lay_out, items[0][0], title)


def interviewer_guide(
    document: KitDocument, edition: Edition | None, paper: str, round_key: str | None = None
) -> Pdf:
    """How to prepare and hold the interviews of a kit: one round, or all. No names in it.

    `edition` None prints a draft, marked as such. `UnknownRoundError` for a key the kit has not.
    """
    rounds = _rounds(document, round_key)

    def lay_out(press: Press) -> list[Any]:
        chapters = [_chapter(document, round_) for round_ in rounds]
        body = {"chapters": chapters}
        context = _margins(document, edition, _("Interviewer guide"))
        header, footer = _header(press, context), _footer_height(press, context)
        return press.lay_out(
            render_to_string("pdf/guide.html", {**context, **body}), header, footer
        )

    return _print(paper, lay_out, document, _title(document, _("interviewer guide"), rounds))


def _print(paper: str, lay_out: Any, document: KitDocument, title: str) -> Pdf:
    with override(document.language):
        return print_sheets(paper, lay_out, title=title, language=document.language)


def _title(document: KitDocument, sheet: str, rounds: Sequence[Round]) -> str:
    parts = [document.title, sheet]
    if len(rounds) == 1:
        parts.append(rounds[0].name)
    return ", ".join(parts)


def _rounds(document: KitDocument, key: str | None) -> tuple[Round, ...]:
    if key is None:
        if not document.rounds:
            raise UnknownRoundError(_("This kit has no round, so there is nothing to print."))
        return document.rounds
    try:
        return (document.round(key),)
    except KeyError:
        raise UnknownRoundError(
            _("This kit has no round “%(key)s”; it has: %(keys)s.")
            % {"key": key, "keys": ", ".join(round_.key for round_ in document.rounds)}
        ) from None


def _margins(document: KitDocument, edition: Edition | None, sheet: str) -> dict[str, Any]:
    """What header and footer say on every kind of sheet."""
    return {
        "language": document.language,
        "document": document,
        "edition": edition,
        "sheet": sheet,
    }


def _header(press: Press, context: dict[str, Any]) -> Header:
    return press.header(render_to_string("pdf/header.html", context))


def _footer_height(press: Press, context: dict[str, Any]) -> float:
    return press.heights(render_to_string("pdf/footer.html", context))["footer"]


def _scorecard(
    press: Press,
    document: KitDocument,
    edition: Edition | None,
    round_: Round,
    copy: Copy | None,
) -> list[Any]:
    """The pages of one scorecard."""
    context = _margins(document, edition, _("Scorecard"))
    personal = {
        "is_scorecard": True,
        "round": round_,
        "copy": copy,
        "part": _seat(copy) if copy else "",
        "qr": _qr(copy.code) if copy else "",
    }
    header = _header(press, {**context, **personal})
    footer = _footer_height(press, context)
    body = {**context, **_body(document, round_, copy)}
    heights = press.heights(render_to_string("pdf/scorecard.html", _dealt(body, None)))
    places = deal(_blocks(body["questions"], heights), press.room(header, footer))
    html = render_to_string("pdf/scorecard.html", _dealt(body, places))
    return press.lay_out(html, header, footer)


def _blocks(questions: Sequence[contents.Asked], heights: dict[str, float]) -> list[Block]:
    return [
        Block(heights["intro"], least_lines=0, most_lines=0),
        Block(heights["opening"], least_lines=1, most_lines=8),
        *(
            Block(heights[f"question-{asked.number}"], least_lines=5 if asked.steps else 4)
            for asked in questions
        ),
        Block(heights["closing"], least_lines=2, most_lines=5),
        Block(heights["summary"], least_lines=4),
    ]


def _chapter(document: KitDocument, round_: Round) -> dict[str, Any]:
    """What the guide says about one round."""
    questions = contents.asked_in(document, round_)
    return {
        "round": round_,
        "questions": questions,
        "agenda": contents.agenda(document, round_),
        "ratings": contents.rated_in(document, round_),
        "materials": [asked for asked in questions if asked.question.materials],
        "opening": contents.clock_of_opening(round_),
        "closing": contents.clock_of_closing(round_),
        "over": -round_.spare_minutes,
    }


def _body(document: KitDocument, round_: Round, copy: Copy | None) -> dict[str, Any]:
    """What stands between the margins: nothing that tells one person from another."""
    return {
        "round": round_,
        "questions": contents.asked_in(document, round_),
        "ratings": contents.rated_in(document, round_),
        "recommendations": contents.split_recommendations(document),
        "opening": contents.clock_of_opening(round_),
        "closing": contents.clock_of_closing(round_),
        "adjustments": copy.adjustments if copy else (),
        "is_blank": copy is None,
    }


def _dealt(body: dict[str, Any], places: Sequence[Place] | None) -> dict[str, Any]:
    """The body with a place for each block; without places it is bare, for measuring."""
    places = places or [Place(begins_page=None, lines=0)] * (len(body["questions"]) + 4)
    _intro, opening, *asked, closing, summary = map(_for_template, places)
    asked_places = list(zip(body["questions"], asked, strict=True))
    return {
        **body,
        "opening_place": opening,
        "asked_places": asked_places,
        "closing_place": closing,
        "summary_place": summary,
    }


def _for_template(place: Place) -> dict[str, Any]:
    half = place.lines // 2
    return {
        "start": {True: " begins-page", False: " follows", None: ""}[place.begins_page],
        "is_cut": place.is_cut,
        "notes": _lines(place.lines),
        "strengths": _lines(place.lines - half),
        "concerns": _lines(half),
    }


def _lines(count: int) -> str:
    return f"height: {count * LINE:g}mm"


def _seat(copy: Copy) -> str:
    return _("%(part)s · seat %(seat)d") % {
        "part": contents.part_name(copy.part),
        "seat": copy.seat,
    }


def _qr(code: str) -> str:
    """The copy code as inline SVG, with a title for readers who cannot see it."""
    import segno

    svg = segno.make_qr(code, error="m").svg_inline(
        title=_("QR code of %(code)s") % {"code": code}, border=2, omitsize=True
    )
    return mark_safe(svg)


def _interview_of(copy: Copy) -> tuple[str, str, str]:
    return copy.starts, copy.candidate, copy.round_key


def _bookmark(pages: list[Any], copy: Copy, round_: Round, *, is_first: bool) -> None:
    """Replace the sheet's own first bookmark by the panelist's, below that of the interview."""
    for page in pages:
        page.bookmarks = [
            (level + 1, label, point, state)
            for level, label, point, state in page.bookmarks
            if level > 1
        ]
    top = (0.0, 0.0)
    name = f"{copy.panelist} ({contents.part_name(copy.part)})"
    pages[0].bookmarks.insert(0, (2, name, top, "closed"))
    if is_first:
        interview = f"{copy.starts} · {copy.candidate} · {round_.name}"
        pages[0].bookmarks.insert(0, (1, interview, top, "open"))
