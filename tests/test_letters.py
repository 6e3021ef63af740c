"""What the environment says about letters: a mistake is explained, and no password is shown."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.letters import email_settings, sender, site_url

FOLDER = Path("/data/mail")


def test_without_a_word_letters_are_files_beside_the_data():
    found = email_settings("", folder=FOLDER)
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert found["EMAIL_FILE_PATH"] == "/data/mail"
    assert email_settings("filemail://", folder=FOLDER) == found


def test_a_folder_is_taken_as_it_is_written():
    found = email_settings("filemail:///srv/my%20letters", folder=FOLDER)
    assert found["EMAIL_FILE_PATH"] == "/srv/my letters"


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, None, None),
        ("smtp+tls://mail.example.org", 587, True, None),
        ("smtps://mail.example.org", 465, None, True),
        ("smtps://mail.example.org:2465", 2465, None, True),
    ],
)
def test_a_server_has_its_port_and_its_safe_line(url, port, tls, ssl):
    found = email_settings(url, folder=FOLDER)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (found.get("EMAIL_USE_TLS"), found.get("EMAIL_USE_SSL")) == (tls, ssl)


def test_user_and_password_are_decoded():
    found = email_settings("smtps://me%40example.org:p%2Fw%3A%2B@mail.example.org", folder=FOLDER)
    assert found["EMAIL_HOST_USER"] == "me@example.org"
    assert found["EMAIL_HOST_PASSWORD"] == "p/w:+"


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "imap://mail.example.org",
        "smtp://",
        "smtp://u:secret@host:port",
        "smtp://u:secret@host:99999",
        "smtp://[u:secret",
        "filemail://srv/letters",
    ],
)
def test_a_wrong_url_explains_itself_and_shows_no_password(url):
    with pytest.raises(ImproperlyConfigured, match=r"EMAIL_URL.*Write smtp") as error:
        email_settings(url, folder=FOLDER)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("text", ["https://a.example", "https://a.example/", " http://a:8001 "])
def test_an_origin_is_taken_without_a_slash(text):
    assert site_url(text) == text.strip().rstrip("/")


@pytest.mark.parametrize(
    "text", ["a.example", "ftp://a.example", "https://", "https://a.example/b", "https://[a", ""]
)
def test_a_site_that_is_no_origin_explains_itself(text):
    with pytest.raises(ImproperlyConfigured, match=r"SITE_URL .* such as https://"):
        site_url(text)


def test_a_sender_needs_an_address():
    assert sender("Evenhand <e@a.example>") == "Evenhand <e@a.example>"
    for text in ("Evenhand", "Evenhand <>", "e@", "a@b\nBcc: c@d"):
        with pytest.raises(ImproperlyConfigured, match=r"EMAIL_FROM .* such as Evenhand <"):
            sender(text)
