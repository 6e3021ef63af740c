"""manage.py dump_library: what went in comes out, byte for byte."""

import io

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from interviews.library import dump, load, reader
from interviews.models import Question, RatingScale
from roles.models import Competency, JobFamily, Role
from tests import factories
from tests.interviews.library_files import small, write

pytestmark = pytest.mark.django_db
SALES = settings.BASE_DIR / "fixtures" / "sales"


def empty_the_library():
    Question.objects.all().delete()
    Role.objects.all().delete()
    Competency.objects.all().delete()
    RatingScale.objects.all().delete()
    JobFamily.objects.all().delete()


def texts(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_shipped_library_is_in_dumped_form(tmp_path):
    assert load.load(reader.sources_at([SALES])).is_clean

    dump.dump(tmp_path)

    assert texts(tmp_path) == texts(SALES)


def test_dump_load_and_dump_again_give_the_same_bytes(tmp_path):
    assert load.load(reader.sources_at([write(tmp_path / "small.yaml", small())])).is_clean
    awkward = Role.objects.get(slug="seller")
    awkward.summary = "Two lines:\r\n  the second one, # with 'marks' and “quotes”.\r\n"
    awkward.title = "12"
    awkward.scope = "yes"
    awkward.travel = "Ünïcode 李小龙 🌸 end"
    awkward.save()

    dump.dump(tmp_path / "first")
    empty_the_library()
    report = load.load(reader.sources_at([tmp_path / "first"]))
    dump.dump(tmp_path / "second")

    assert [str(problem) for problem in report.problems] == []
    assert texts(tmp_path / "first") == texts(tmp_path / "second")
    assert Role.objects.get(slug="seller").title == "12"


def test_it_writes_a_file_for_each_section_that_has_entries(tmp_path):
    factories.FamilyFactory()
    out = io.StringIO()

    call_command("dump_library", str(tmp_path / "new" / "folder"), stdout=out)

    assert out.getvalue().strip() == str(tmp_path / "new" / "folder" / "families.yaml")
    assert texts(tmp_path / "new" / "folder") == {
        "families.yaml": b"families:\n  - slug: sales\n    name: Sales\n"
    }


def test_it_warns_of_entries_that_could_not_be_loaded_again(tmp_path):
    factories.RoleCompetencyFactory(weight=50)
    out, err = io.StringIO(), io.StringIO()

    call_command("dump_library", str(tmp_path), stdout=out, stderr=err)

    assert "Before loading this again, mend:" in err.getvalue()
    assert "The weights sum to 50." in err.getvalue()


def test_an_empty_library_overwrites_nothing(tmp_path):
    kept = write(tmp_path / "roles.yaml", "kept")

    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("dump_library", str(tmp_path))
    assert kept.read_text() == "kept"


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    factories.FamilyFactory()
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("dump_library", str(blocked))
