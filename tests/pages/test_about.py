"""About: what Evenhand is, and whose work it stands on."""

import pytest

from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


def test_everybody_reads_it(client, as_, zoe):
    for reader in (client, as_(zoe)):
        response = reader.get("/about/")
        assert response.status_code == 200
        assert Page(response).against_the_policy() == []


def test_it_names_onet_in_the_words_that_its_licence_asks_for(client):
    text = Page(client.get("/about/")).text

    assert (
        "This page includes information from the O*NET 30.3 Database by the U.S. Department of "
        "Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 "
        "license. O*NET® is a trademark of USDOL/ETA."
    ) in text
    assert (
        "Evenhand has modified all or some of this information. USDOL/ETA has not approved, "
        "endorsed, or tested these modifications."
    ) in text


def test_it_credits_the_fonts_and_the_look(client):
    text = Page(client.get("/about/")).text

    for words in ("BSD 3-Clause", "Inter", "SIL Open Font License", "Bootstrap", "MIT licence"):
        assert words in text


def test_nothing_is_posted_to_it(client):
    assert client.post("/about/").status_code == 405
    assert client.post("/healthz").status_code == 405


def test_the_health_check_answers_without_a_login(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
