"""From HTML to tagged PDF.

WeasyPrint is imported inside the functions: it takes a second, and most commands never need it.
"""

import gc
import logging
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.utils.translation import gettext as _

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}  # width and height in millimetres
LEFT, RIGHT, EDGE = 20.0, 16.0, 8.0  # margins; holes for filing reach 17 mm in from the left
HEADER_GAP, FOOTER_GAP = 5.0, 3.0
PIXELS = 96 / 25.4  # CSS pixels in a millimetre
ENDLESS = 1_000_000.0  # millimetres
LEAST_ROOM = 60.0  # millimetres a header must leave
STYLES = ("pdf/sheet.css",)
MOST_MEASURED = 500
_MEASURED: dict[bytes, dict[str, float]] = {}


class Pdf(bytes):
    """The bytes of a PDF file, which know how many pages they hold."""

    pages: int


class UnknownPaperError(ValueError):
    """No paper of this name. Its text names those there are."""


class NoRoomError(ValueError):
    """What stands in the margins fills the page. Its text says so."""


class PdfToolsMissingError(RuntimeError):
    """The system libraries that WeasyPrint draws with are not installed."""


def load_weasyprint() -> Any:
    """The module. `PdfToolsMissingError` says what to install where it cannot be loaded."""
    try:
        import weasyprint
    except OSError as error:
        raise PdfToolsMissingError(
            _(
                "PDFs need Pango, which is not installed. On Debian and Ubuntu: apt-get install "
                "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; on Fedora: dnf install "
                "pango; on macOS: brew install pango. (%(error)s)"
            )
            % {"error": error}
        ) from error
    return weasyprint


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Layout makes a million objects that live until the file is written; looking for garbage
    among them takes a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_garbage_collection()
def print_sheets(
    paper: str,
    lay_out: Callable[["Press"], list[Any]],
    *,
    title: str,
    language: str,
    styles: Sequence[str] = (),
    is_landscape: bool = False,
) -> Pdf:
    """The PDF/UA-1 file of all pages that `lay_out` makes on the press.

    `styles` are style sheets beside the common one, as paths below the static files. A sign that
    no font holds is printed as □: WeasyPrint finds it only while painting, so the pages are then
    made a second time. `UnknownPaperError` for one that is not among PAPERS.
    """
    signs: dict[int, str] = {}
    for _attempt in range(2):
        press = Press(paper, signs, styles=styles, is_landscape=is_landscape)
        document = press.bind(lay_out(press))
        document.metadata.title = title
        document.metadata.lang = language
        document.metadata.generator = "Evenhand"
        document.metadata.authors = ["Evenhand"]
        with _missing_signs() as missing:
            pdf = Pdf(document.write_pdf(pdf_variant="pdf/ua-1", finisher=_map_every_glyph))
        if not missing:
            break
        signs = dict.fromkeys(missing, "□")
    pdf.pages = len(document.pages)
    return pdf


@dataclass(frozen=True)
class Header:
    """A laid-out page header: its height in millimetres and its boxes, to be put on pages."""

    height: float
    boxes: tuple[Any, ...]


def check_paper(paper: str) -> None:
    """`UnknownPaperError` where no paper has this name."""
    if paper not in PAPERS:
        raise UnknownPaperError(
            _("There is no paper “%(paper)s” here: choose %(papers)s.")
            % {"paper": paper, "papers": _(" or ").join(PAPERS)}
        )


class Press:
    """Paper, fonts and style sheets, read once for all sheets of one file.

    A body that several copies share is laid out once; each copy then gets its own header.
    """

    def __init__(
        self,
        paper: str,
        signs: dict[int, str] | None = None,
        *,
        styles: Sequence[str] = (),
        is_landscape: bool = False,
    ) -> None:
        check_paper(paper)
        self.width, self.height = reversed(PAPERS[paper]) if is_landscape else PAPERS[paper]
        self.signs = signs or {}
        self.weasyprint = load_weasyprint()
        from weasyprint.text.fonts import FontConfiguration

        self.fonts = FontConfiguration()
        self.fetcher = _own_files_only()
        self.styles = [
            self.weasyprint.CSS(
                filename=_static() / name, url_fetcher=self.fetcher, font_config=self.fonts
            )
            for name in (*STYLES, *styles)
        ]
        self._documents: dict[tuple[str, str], Any] = {}

    def heights(self, html: str) -> dict[str, float]:
        """The height in millimetres of every element with an id, on a page without an end.

        Kept for the life of the process, as a third of the time goes here and a kit is printed
        more than once; under a digest, so that no text stays in memory.
        """
        page_rule = f"size: {self.width}mm {ENDLESS}mm; margin: 0 {RIGHT}mm 0 {LEFT}mm"
        key = sha256((page_rule + html.translate(self.signs)).encode()).digest()
        if key not in _MEASURED:
            if len(_MEASURED) >= MOST_MEASURED:
                _MEASURED.clear()
            _MEASURED[key] = _heights(self._render(html, page_rule).pages[0])
        return _MEASURED[key]

    def headers(self, html: str) -> list[Header]:
        """The headers of this HTML, which has a page for each: a running element “header”."""
        page_rule = f"""size: {self.width}mm {self.height}mm;
            margin: {self.height - 1}mm {RIGHT}mm 0 {LEFT}mm;
            @top-left {{ content: element(header); width: 100%; vertical-align: top;
              padding-top: {EDGE}mm; }}"""
        pages = self._render(html, page_rule).pages
        return [Header(_heights(page)["header"], _margin_boxes(page)) for page in pages]

    def room(self, header: Header, footer: float) -> float:
        """Millimetres between a header and a footer `footer` mm high.

        `NoRoomError` where names are so long that no page is left.
        """
        room = self.height - EDGE - header.height - HEADER_GAP - FOOTER_GAP - footer - EDGE
        if room < LEAST_ROOM:
            raise NoRoomError(
                _("The names in the header are too long: they leave no room to write on the page.")
            )
        return room

    def lay_out(self, html: str, header: Header, footer: float) -> list[Any]:
        """The pages of this HTML below the header and above a footer `footer` mm high."""
        folio = _css_string(_("Page {page} of {pages}"))
        folio = folio.replace("{page}", '" counter(page) "').replace(
            "{pages}", '" counter(pages) "'
        )
        top, bottom = EDGE + header.height + HEADER_GAP, EDGE + footer + FOOTER_GAP
        page_rule = f"""size: {self.width}mm {self.height}mm;
            margin: {top}mm {RIGHT}mm {bottom}mm {LEFT}mm;
            @bottom-left {{ content: element(footer); width: 80%; vertical-align: top;
              padding-top: {FOOTER_GAP}mm; }}
            @bottom-right {{ content: {folio}; width: 20%; vertical-align: top; text-align: right;
              padding-top: {FOOTER_GAP}mm; }}"""
        if (html, page_rule) not in self._documents:
            self._documents[html, page_rule] = self._render(html, page_rule)
        return [_stamped(page, header) for page in self._documents[html, page_rule].pages]

    def bind(self, pages: list[Any]) -> Any:
        """One document of all these pages."""
        return next(iter(self._documents.values())).copy(pages)

    def _render(self, html: str, page_rule: str) -> Any:
        source = self.weasyprint.HTML(
            string=html.translate(self.signs), url_fetcher=self.fetcher, base_url=_static().as_uri()
        )
        _set_direction(source.etree_element)
        page = self.weasyprint.CSS(string=f"@page {{ {page_rule} }}", url_fetcher=self.fetcher)
        return source.render(stylesheets=[*self.styles, page], font_config=self.fonts)


def _heights(page: Any) -> dict[str, float]:
    return {
        name: (bottom - top) / PIXELS for name, (_left, top, _right, bottom) in page.anchors.items()
    }


def _margin_boxes(page: Any) -> tuple[Any, ...]:
    from weasyprint.formatting_structure.boxes import MarginBox

    return tuple(box for box in page._page_box.children if isinstance(box, MarginBox))


def _stamped(page: Any, header: Header) -> Any:
    """The same page with this header. The boxes of page and header are shared, not copied."""
    stamped = copy(page)
    stamped._page_box = page._page_box.copy_with_children((*page._page_box.children, *header.boxes))
    stamped.bookmarks = list(page.bookmarks)
    return stamped


def _static() -> Path:
    return Path(apps.get_app_config("config").path, "static")


def _css_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _own_files_only() -> Any:
    """A fetcher that reads the project's own fonts and style sheets, and nothing else."""
    from weasyprint.urls import URLFetcher

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            if parts.scheme != "file" or not path.is_relative_to(_static().resolve()):
                raise ValueError(f"A sheet reads the project's own files only, not {url}")
            return super().fetch(url, headers)

    return OwnFiles()


def _set_direction(root: Any) -> None:
    """Give each `dir="auto"` the direction of its first strong letter; WeasyPrint does not."""
    for element in root.iter():
        if element.get("dir") == "auto":
            letters = (unicodedata.bidirectional(sign) for sign in "".join(element.itertext()))
            strong = next((kind for kind in letters if kind in ("L", "R", "AL")), "L")
            element.set("dir", "ltr" if strong == "L" else "rtl")


@contextmanager
def _missing_signs() -> Iterator[set[int]]:
    """Collects the code points for which WeasyPrint reports that no font has them."""
    signs: set[int] = set()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
                sign = record.args[1]
                if isinstance(sign, int) and sign > 0x7E:
                    signs.add(sign)

    logger, listener = logging.getLogger("weasyprint"), Listener()
    logger.addHandler(listener)
    try:
        yield signs
    finally:
        logger.removeHandler(listener)


def _map_every_glyph(document: Any, pdf: Any) -> None:
    """PDF/UA wants a Unicode value for each glyph; parts of composed letters (Thai, Devanagari)
    come without one and get a zero-width space."""
    for item in pdf.objects:
        lines = getattr(item, "stream", None)
        if lines and b"begincmap" in lines:
            item.stream = [re.sub(rb"^(<[0-9a-f]{4}>) <>$", rb"\1 <200b>", line) for line in lines]
