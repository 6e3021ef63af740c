"""Sheets from the command line."""

import os
import threading

import pytest
from django.core.management import CommandError, call_command

from scorecards.pdf.files import write
from scorecards.pdf.render import NoRoomError, Pdf
from tests.scorecards.paper import Printed

pytestmark = pytest.mark.django_db


def test_it_prints_the_packet_of_an_opening(interview, tmp_path, capsys):
    out = tmp_path / "new folder" / "packet.pdf"
    call_command("print_scorecards", "job-1", "--paper", "letter", "--out", str(out))
    printed = Printed(out.read_bytes())
    for panelist in interview.panelists.all():
        assert printed.has(panelist.copy_code)
    said = capsys.readouterr().out
    assert said.startswith("2 scorecards of JOB-1 Account Executive, North: ")
    assert f"{out} ({len(printed.pages)} pages, " in said
    assert [path.name for path in out.parent.iterdir()] == ["packet.pdf"]
    interview.refresh_from_db()
    assert interview.in_use_at is not None, "paper cannot be changed afterwards"


def test_it_prints_one_round_of_the_newest_revision(revision, tmp_path, capsys):
    out = tmp_path / "round.pdf"
    slug = revision.kit.slug
    call_command("print_kit", slug, "--round", "round-2", "--out", str(out))
    assert Printed(out.read_bytes()).has("Scorecard: Round 2")
    assert f"{revision.kit}, revision 1: " in capsys.readouterr().out


def test_it_prints_the_guide_of_a_kit_never_published_as_a_draft(kit, tmp_path, capsys):
    out = tmp_path / "guide.pdf"
    call_command("print_kit", kit.slug, "--guide", "--out", str(out))
    printed = Printed(out.read_bytes())
    assert printed.has("Interviewer guide")
    assert len(printed.pages_with("DRAFT")) == len(printed.pages)
    assert "the draft, never published" in capsys.readouterr().out


def fails(*args):
    with pytest.raises(CommandError) as failure:
        call_command(*args)
    return str(failure.value)


def test_what_is_unknown_is_answered_with_what_is_known(interview, tmp_path):
    out = str(tmp_path / "x.pdf")
    slug = interview.revision.kit.slug
    assert "Known are: JOB-1." in fails("print_scorecards", "JOB-9", "--out", out)
    assert f"Known are: {slug}." in fails("print_kit", "nothing", "--out", out)
    assert "it has: round-1, round-2" in fails("print_kit", slug, "--round", "x", "--out", out)
    assert "invalid choice" in fails("print_kit", slug, "--paper", "a5", "--out", out)
    assert list(tmp_path.iterdir()) == []


def test_an_opening_without_interviews_has_nothing_to_print(opening, tmp_path):
    out = str(tmp_path / "x.pdf")
    assert "No interview of “JOB-1” has a panel yet" in fails(
        "print_scorecards", "JOB-1", "--out", out
    )


def test_a_place_that_cannot_be_written_is_named_before_anything_is_printed(revision, tmp_path):
    slug = revision.kit.slug
    assert "is a folder" in fails("print_kit", slug, "--out", str(tmp_path))
    (tmp_path / "file").write_text("no folder")
    out = tmp_path / "file" / "x.pdf"
    assert f"{out} cannot be written" in fails("print_kit", slug, "--out", str(out))


def test_a_failure_leaves_the_old_file_as_it_was(revision, tmp_path):
    out = tmp_path / "old.pdf"
    out.write_bytes(b"old")
    fails("print_kit", revision.kit.slug, "--round", "x", "--out", str(out))
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def paper():
    pdf = Pdf(b"%PDF")
    pdf.pages = 1
    return pdf


def no_room():
    raise NoRoomError("The names are too long.")


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path):
    (tmp_path / "link.pdf").symlink_to("there/real.pdf")
    (tmp_path / "there").mkdir()
    write(tmp_path / "link.pdf", paper)
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "there" / "real.pdf").read_bytes() == b"%PDF"
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["real.pdf"]


def test_a_pipe_and_a_device_are_written_to_and_stay(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write(pipe, paper)
    reader.join(timeout=5)
    assert read == [b"%PDF"]
    assert pipe.is_fifo()
    (tmp_path / "null").symlink_to(os.devnull)
    write(tmp_path / "null", paper)
    assert (tmp_path / "null").is_char_device()


def test_a_failed_print_leaves_no_new_folder_behind(tmp_path):
    with pytest.raises(CommandError, match="The names are too long"):
        write(tmp_path / "new" / "newer" / "x.pdf", no_room)
    assert list(tmp_path.iterdir()) == []


def test_links_in_a_circle_are_explained(tmp_path):
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    with pytest.raises(CommandError, match="cannot be written"):
        write(tmp_path / "one", paper)


def test_what_it_prints_keeps_its_kit_revision(interview, tmp_path):
    call_command("print_scorecards", interview.candidate.opening.reference, out=tmp_path / "a.pdf")

    interview.refresh_from_db()
    assert interview.in_use_at is not None
