"""Library files through the admin: hand in, look, load."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.models import LibraryUpload, Question
from roles.models import Role
from tests import factories
from tests.interviews.library_files import small, write

pytestmark = pytest.mark.django_db
ADD = "admin:interviews_libraryupload_add"
CHANGE = "admin:interviews_libraryupload_change"
LOAD = "admin:interviews_libraryupload_load"


@pytest.fixture
def hand_in(as_, libby, tmp_path):
    """`hand_in(data, ...)`: post files as libby; gives the page she lands on."""

    def post(*contents, name="library.yaml"):
        files = [
            SimpleUploadedFile(name, write(tmp_path / "f", data).read_bytes()) for data in contents
        ]
        return as_(libby).post(reverse(ADD), {"files": files}, follow=True)

    return post


def load(client, upload):
    """Press the button on the preview."""
    return client.post(
        reverse(LOAD, args=[upload.pk]), {"seen": upload.report().fingerprint}, follow=True
    )


def test_a_file_is_previewed_before_anything_is_written(hand_in):
    response = hand_in(small())

    assert response.redirect_chain
    assert "8 created, 0 changed, 0 unchanged." in response.text
    assert "questions/listening-1" in response.text
    assert "Load into the library" in response.text
    assert not Role.objects.exists()


def test_loading_writes_it_and_says_so(hand_in, as_, libby):
    hand_in(small())
    upload = LibraryUpload.objects.get()

    response = load(as_(libby), upload)

    assert "Loaded. 8 created, 0 changed, 0 unchanged." in response.text
    assert "The library holds all of this already." in response.text
    assert Role.objects.count() == 2
    upload.refresh_from_db()
    assert upload.uploaded_by == libby
    assert upload.loaded_at


def test_the_preview_shows_each_changed_field(hand_in, as_, libby):
    hand_in(small())
    load(as_(libby), LibraryUpload.objects.get())
    data = small()
    data["questions"][0]["prompt"] = "Tell me about a time when you heard <b>nothing</b>."

    response = hand_in(data)

    assert "0 created, 1 changed, 7 unchanged." in response.text
    assert "Tell me about a time when you listened." in response.text
    assert "you heard &lt;b&gt;nothing&lt;/b&gt;." in response.text


def test_a_file_is_no_way_around_a_review(hand_in, as_, libby):
    data = small()
    data["questions"][0]["state"] = "approved"
    hand_in(data)

    response = load(as_(libby), LibraryUpload.objects.get())

    assert "1 question of these files waits for review by another library admin." in response.text
    assert Question.objects.get(slug=data["questions"][0]["slug"]).state == "in_review"


def test_a_file_with_errors_is_kept_and_explained(hand_in, as_, libby):
    data = small()
    data["questions"][0]["type"] = "riddle"

    response = hand_in(data)

    assert "1 error: nothing can be loaded yet" in response.text
    assert "“riddle” is unknown." in response.text
    assert "Load into the library" not in response.text
    response = load(as_(libby), LibraryUpload.objects.get())
    assert "The files have errors, so nothing was written." in response.text
    assert not Question.objects.exists()


def test_what_was_not_previewed_is_not_loaded(hand_in, as_, libby):
    page = hand_in(small())
    seen = re.search(r'name="seen" value="(\w+)"', page.text)[1]
    factories.FamilyFactory(slug="sales", name="Somebody else's sales")

    response = as_(libby).post(
        reverse(LOAD, args=[LibraryUpload.objects.get().pk]), {"seen": seen}, follow=True
    )

    assert "The library has changed since you looked" in response.text
    assert "Somebody else&#x27;s sales" in response.text
    assert not Role.objects.exists()


def test_several_files_belong_together(hand_in):
    data = small()
    questions = {"questions": data.pop("questions")}

    assert "8 created" in hand_in(questions, data).text
    assert len(LibraryUpload.objects.get().files) == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("roles: [", "This is not YAML"),
        ("roles:\n- slug: é\n".encode("latin-1"), "not in UTF-8"),
        (b"x" * (5 * 1024 * 1024 + 1), "a library file has at most 5 MB"),
        ("a: &a []\nb: *a\n", "YAML alias"),
    ],
)
def test_a_file_that_is_no_library_is_refused_on_the_form(hand_in, content, expected):
    response = hand_in(content)

    assert expected in response.text
    assert not LibraryUpload.objects.exists()


def test_it_is_for_library_admins(as_, client, libby, hana, hand_in):
    hand_in(small())
    upload = LibraryUpload.objects.get()

    for url in (reverse(ADD), reverse(CHANGE, args=[upload.pk]), reverse(LOAD, args=[upload.pk])):
        assert client.post(url).status_code == 302
        assert as_(hana).post(url).status_code == 302  # to the admin's login
    hana.is_staff = True
    hana.save(update_fields=["is_staff"])
    assert as_(hana).get(reverse(ADD)).status_code == 403
    assert as_(hana).post(reverse(LOAD, args=[upload.pk])).status_code == 403
    assert not Role.objects.exists()


def test_get_loads_nothing(as_, libby, hand_in):
    hand_in(small())

    response = as_(libby).get(reverse(LOAD, args=[LibraryUpload.objects.get().pk]))

    assert response.status_code == 405
