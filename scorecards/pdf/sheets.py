"""The sheets a panel prints. Each function takes a `KitDocument` and plain copies and returns the
bytes of one PDF/UA-1 file.

Names, times, codes and what was declared stand in the page margins only. The body of a scorecard
depends on its round, on the first page on the adjustments in force, and on the last on whether
anything is left to declare; nothing else tells two bodies apart.
All functions raise `UnknownPaperError` (a `ValueError`) for a paper other than “a4” and “letter”,
`NoRoomError` (likewise) for names that leave no room on a page, and `PdfToolsMissingError` where
the system lacks Pango.
"""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from interviews.document import KitDocument, Round
from scorecards.pdf import blocks, contents
from scorecards.pdf.copies import Copy, Edition
from scorecards.pdf.render import Header, Pdf, Press, print_sheets

# Classes of the header, from the usual type to the smallest, and where one gives way to the next.
HEADER_SIZES = ("", " head-10", " head-9", " head-9 head-wide")
MOST_HEADER = 45.0  # millimetres

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
        heads = [_head_of_scorecard(document, edition, round_, None) for round_ in rounds]
        return [
            page
            for round_, header in zip(rounds, _headers(press, heads), strict=True)
            for page in _scorecard(press, document, edition, round_, None, header)
        ]

    return _print(paper, lay_out, document, _title(document, _("scorecard"), rounds))


def panel_packet(items: Sequence[Item], paper: str, title: str) -> Pdf:
    """One scorecard per item, in the order given, in one file with bookmarks per interview.

    `ValueError` where there is no item, `UnknownRoundError` for a copy of a round the kit has not.
    """
    if not items:
        raise ValueError("A packet needs at least one scorecard.")

    def lay_out(press: Press) -> list[Any]:
        rounds = [_rounds(document, copy.round_key)[0] for document, _edition, copy in items]
        heads = [
            _head_of_scorecard(*item[:2], round_, item[2])
            for item, round_ in zip(items, rounds, strict=True)
        ]
        pages: list[Any] = []
        last = None
        for item, round_, header in zip(items, rounds, _headers(press, heads), strict=True):
            document, edition, copy = item
            sheet = _scorecard(press, document, edition, round_, copy, header)
            _bookmark(sheet, copy, round_, is_first=_interview_of(copy) != last)
            last = _interview_of(copy)
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
        [header], footer = _headers(press, [context]), _footer_height(press, context)
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


def _headers(press: Press, contexts: Sequence[dict[str, Any]]) -> list[Header]:
    """One header per context, in smaller type where names would take too much of the page."""
    headers: dict[int, Header] = {}
    for size in HEADER_SIZES:
        tall = [
            index
            for index in range(len(contexts))
            if index not in headers or headers[index].height > MOST_HEADER
        ]
        if not tall:
            break
        bodies = [
            render_to_string("pdf/_header.html", {**contexts[index], "size": size})
            for index in tall
        ]
        context = {"language": contexts[0]["language"], "headers": bodies}
        made = press.headers(render_to_string("pdf/headers.html", context))
        headers |= dict(zip(tall, made, strict=True))
    return [headers[index] for index in range(len(contexts))]


def _footer_height(press: Press, context: dict[str, Any]) -> float:
    return press.heights(render_to_string("pdf/footer.html", context))["footer"]


def _scorecard(
    press: Press,
    document: KitDocument,
    edition: Edition | None,
    round_: Round,
    copy: Copy | None,
    header: Header,
) -> list[Any]:
    """The pages of one scorecard: an even number, so that printed on both sides no sheet of paper
    belongs to two."""
    context = _margins(document, edition, _("Scorecard"))
    footer = _footer_height(press, context)
    room = press.room(header, footer)
    body = {**context, **_body(document, round_, copy)}
    heights = press.heights(render_to_string("pdf/scorecard.html", blocks.bare(body)))
    plain = blocks.arrange(body, heights, room, with_extra=False)
    is_odd = plain["begun_pages"] % 2 == 1
    # Only where a block is cut can the guess be wrong.
    for with_extra in (is_odd, not is_odd):
        placed = blocks.arrange(body, heights, room, with_extra=with_extra)
        pages = press.lay_out(render_to_string("pdf/scorecard.html", placed), header, footer)
        if len(pages) % 2 == 0:
            break
    return pages


def _head_of_scorecard(
    document: KitDocument, edition: Edition | None, round_: Round, copy: Copy | None
) -> dict[str, Any]:
    """What the header of one scorecard says."""
    return {
        **_margins(document, edition, _("Scorecard")),
        "is_scorecard": True,
        "round": round_,
        "copy": copy,
        "part": _seat(copy) if copy else "",
        "qr": _qr(copy.code) if copy else "",
    }


def _chapter(document: KitDocument, round_: Round) -> dict[str, Any]:
    """What the guide says about one round."""
    questions = contents.asked_in(document, round_)
    return {
        "round": round_,
        "questions": questions,
        "agenda": contents.agenda(document, round_),
        "ratings": contents.rated_in(document, round_),
        "materials": [asked for asked in questions if asked.question.materials],
        "left_out": contents.left_out_in(round_),
        "opening": contents.clock_of_opening(round_),
        "closing": contents.clock_of_closing(round_),
        "over": -round_.spare_minutes,
    }


def _body(document: KitDocument, round_: Round, copy: Copy | None) -> dict[str, Any]:
    """What stands between the margins: nothing that tells one person from another, but whether
    they have declared what else they would tick."""
    return {
        "round": round_,
        "questions": contents.asked_in(document, round_),
        "ratings": contents.rated_in(document, round_),
        "recommendations": contents.split_recommendations(document),
        "left_out": contents.left_out_in(round_),
        "opening": contents.clock_of_opening(round_),
        "closing": contents.clock_of_closing(round_),
        "adjustments": copy.adjustments if copy else (),
        "has_declared": bool(copy and copy.declared),
        "is_blank": copy is None,
    }


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
