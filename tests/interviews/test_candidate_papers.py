"""Whether a file that is handed in as a CV is one."""

import io
import zipfile

import pytest

from interviews.candidate_files.papers import (
    KINDS,
    RefusedPapersError,
    check_papers,
    check_size,
    kind_of,
)


def packed(*names, first=None):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "<x/>")
    return stream.getvalue()


WORD = packed("[Content_Types].xml", "word/document.xml")
OPEN = packed("content.xml", first="application/vnd.oasis.opendocument.text")
GOOD = {
    "cv.pdf": b"%PDF-1.7\n",
    "cv.PDF": b"\n%PDF-1.4\n",
    "cv.docx": WORD,
    "cv.odt": OPEN,
    "cv.rtf": b"{\\rtf1 Plain}",
    "cv.txt": "Zoë".encode(),
    "utf16.txt": "Zoë".encode("utf-16"),
    "cv.png": b"\x89PNG\r\n\x1a\n...",
    "cv.jpg": b"\xff\xd8\xff\xe0",
    "cv.jpeg": b"\xff\xd8\xff\xe0",
    "cv.webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
}


@pytest.mark.parametrize(("name", "data"), GOOD.items())
def test_what_is_what_its_name_says_is_kept(name, data):
    assert check_papers(name, data) == name
    assert kind_of(name)[1] == KINDS[name.rpartition(".")[2].lower()]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cv.pdf", WORD),
        ("cv.pdf", b"x" * 1024 + b"%PDF-"),
        ("cv.docx", b"%PDF-1.7"),
        ("cv.docx", b"PK\x03\x04 broken"),
        ("cv.docx", OPEN),
        ("macro.docx", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("many.docx", packed("[Content_Types].xml", "word/document.xml", *map(str, range(2000)))),
        ("cv.odt", WORD),
        ("cv.txt", b"MZ\x90\x00\x03"),
        ("cv.rtf", b"plain"),
        ("cv.png", b"<svg>"),
        ("cv.jpg", b"\x89PNG\r\n\x1a\n"),
        ("cv.webp", b"RIFF\x00\x00\x00\x00WAVE"),
    ],
)
def test_what_is_something_else_is_refused(name, data):
    with pytest.raises(RefusedPapersError, match="is something else"):
        check_papers(name, data)


@pytest.mark.parametrize("name", ["cv.html", "cv.svg", "cv.doc", "pdf", "cv.pdf.exe", ""])
def test_other_kinds_are_refused(name):
    with pytest.raises(RefusedPapersError, match="Hand in PDF, DOCX, ODT"):
        check_papers(name, b"%PDF-1.7")


def test_an_empty_file_is_refused():
    with pytest.raises(RefusedPapersError, match="The file is empty"):
        check_papers("cv.pdf", b" \n")


def test_a_large_file_is_refused():
    check_size(2**20, 2**20)
    with pytest.raises(RefusedPapersError, match=r"The file has 1\.5 MB; at most 1 MB"):
        check_size(3 * 2**19, 2**20)


def test_a_name_is_kept_without_folders_and_short():
    assert check_papers("../../etc/cv.pdf", b"%PDF-1.7") == "cv.pdf"
    assert check_papers("C:\\papers\\cv.pdf", b"%PDF-1.7") == "cv.pdf"
    assert len(check_papers("x" * 300 + ".pdf", b"%PDF-1.7")) == 120


def test_a_name_without_a_known_ending_is_handed_out_as_bytes():
    assert kind_of("cv") == ("bin", "application/octet-stream")
