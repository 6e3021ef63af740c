"""What holds on every page: signed in, strict policy, nothing inline, navigation per group."""

import pytest
from django.urls import reverse

from config.middleware import ContentSecurityPolicyMiddleware
from roles.models import ChoiceQuestion
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

PAGES = {
    "home": ("scorecards:home", []),
    "roles": ("roles:list", []),
    "role": ("roles:detail", ["role"]),
    "job description": ("roles:job_description", ["role"]),
    "family": ("roles:family", ["sales"]),
    "which role of a family": ("roles:choice_of", ["sales"]),
    "comparison": ("interviews:comparison", []),
    "questions": ("interviews:question_list", []),
    "question": ("interviews:question_detail", ["question"]),
    "kits": ("interviews:kit_list", []),
    "draft": ("interviews:kit_detail", ["kit"]),
    "revision": ("interviews:revision_detail", ["kit", 1]),
    "openings": ("scorecards:opening_list", []),
    "opening": ("scorecards:opening_detail", ["JOB-1"]),
    "password": ("password_change", []),
    "password done": ("password_change_done", []),
    "about": ("about", []),
}
PUBLIC = {"about"}


@pytest.fixture
def world(hana, ana, ben, cora):
    """A published kit in an opening with an interview, at known addresses."""
    role = factories.RoleFactory(slug="role")
    question = ChoiceQuestion.objects.create(slug="q", family=role.family, text="Who buys?")
    question.answers.create(text="New customers")
    factories.QuestionFactory(slug="question")
    revision = factories.make_kit(slug="kit", owner=hana, role=role).publish(by=hana)
    opening = factories.OpeningFactory(reference="JOB-1", revision=revision, hiring_manager=hana)
    interview = factories.InterviewFactory(candidate__opening=opening)
    factories.PanelistFactory(interview=interview, user=ana, part="chair", seat=1)
    opening.members.add(cora)
    return opening


def address(name):
    view, args = PAGES[name]
    return reverse(view, args=args)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("username", ["hana", "cora", "root"])
def test_pages_show_and_keep_the_policy(world, as_, request, name, username):
    response = as_(request.getfixturevalue(username)).get(address(name), follow=True)

    assert response.status_code == 200
    page = Page(response)
    assert page.against_the_policy() == []
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("name", ["home", "revision"])
def test_an_interviewers_pages_keep_the_policy(world, as_, ana, name):
    response = as_(ana).get(address(name))

    assert response.status_code == 200
    assert Page(response).against_the_policy() == []


@pytest.mark.parametrize("name", sorted(PAGES.keys() - PUBLIC))
def test_pages_need_a_login(world, client, name):
    response = client.get(address(name))

    assert response.status_code == 302
    assert response.url == f"{reverse('login')}?next={address(name)}"


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_one_heading_a_title_and_landmarks(world, as_, hana, name):
    page = Page(as_(hana).get(address(name)))

    tags = [tag for tag, _ in page.elements]
    assert [tags.count(tag) for tag in ("title", "h1", "main", "footer")] == [1, 1, 1, 1]
    assert ("a", {"class": "skip", "href": "#main"}) in page.elements
    assert dict(page.elements)["html"]["lang"] == "en-gb"


@pytest.mark.parametrize("name", PAGES)
def test_ids_stand_once_and_whatever_points_to_one_finds_it(world, as_, hana, name):
    page = Page(as_(hana).get(address(name)))

    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    pointed_at = [
        value
        for _, attributes in page.elements
        for name in ("for", "aria-labelledby", "aria-describedby")
        for value in attributes.get(name, "").split()
    ]
    pointed_at += [href[1:] for href in page.hrefs() if href.startswith("#")]
    assert "main" in pointed_at
    assert set(pointed_at) <= set(ids)


@pytest.mark.parametrize(
    ("username", "entries"),
    [
        ("ana", ["/"]),
        ("zoe", ["/"]),
        ("cora", ["/", "/roles/", "/questions/", "/kits/", "/openings/"]),
        ("hana", ["/", "/roles/", "/questions/", "/kits/", "/openings/"]),
        ("libby", ["/", "/roles/", "/questions/", "/kits/", "/admin/"]),
        ("root", ["/", "/roles/", "/questions/", "/kits/", "/openings/", "/admin/"]),
    ],
)
def test_the_navigation_follows_the_group(as_, request, username, entries):
    user = request.getfixturevalue(username)

    assert Page(as_(user).get(reverse("scorecards:home"))).navigation() == entries


@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("home", "/"),
        ("role", "/roles/"),
        ("questions", "/questions/"),
        ("question", "/questions/"),
        ("revision", "/kits/"),
        ("opening", "/openings/"),
    ],
)
def test_the_navigation_marks_where_one_is(world, as_, hana, name, here):
    page = Page(as_(hana).get(address(name)))

    marked = [a["href"] for tag, a in page.elements if tag == "a" and "aria-current" in a]
    marked = [href for href in marked if not href.startswith("?")]  # choices within the page
    assert marked == [here]


def test_one_signs_out_by_post(as_, hana):
    client = as_(hana)
    page = Page(client.get("/"))

    assert {"method": "post", "action": reverse("logout")} in page.forms()
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).url == reverse("login")
    assert client.get("/").status_code == 302


def test_the_demo_mark_shows_in_a_trial_only(as_, hana, settings):
    settings.DEMO = True
    assert "Demo: the people" in Page(as_(hana).get("/")).text
    settings.DEMO = False
    assert "Demo: the people" not in Page(as_(hana).get("/")).text


def test_a_page_may_set_its_own_policy(rf):
    def view(request):
        from django.http import HttpResponse

        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = ContentSecurityPolicyMiddleware(view)(rf.get("/"))

    assert response.headers["Content-Security-Policy"] == "sandbox"


def test_text_of_users_is_never_markup(as_, hana):
    attack = "<script>alert(1)</script>"
    kit = factories.make_kit(slug="kit", owner=hana, title=attack)
    question = kit.rounds.first().kit_questions.first().question
    question.prompt = question.follow_ups = attack
    question.save()

    page = Page(as_(hana).get(kit.get_absolute_url()))

    assert page.against_the_policy() == []
    assert page.text.count(attack) >= 3


@pytest.mark.parametrize("address", ["/", "/kits/", "/openings/", "/login/", "/nowhere/"])
def test_no_cache_keeps_a_page(as_, hana, address):
    response = as_(hana).get(address)

    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/kits/", "/roles/", "/openings/"])
@pytest.mark.parametrize("query", ["\0", "a" * 5000, "word " * 2000, "%", "'\"<script>"])
def test_any_search_is_answered(as_, hana, address, query):
    response = as_(hana).get(address, {"q": query})

    assert response.status_code == 200
    assert "<script>" not in response.text.replace("<script src", "")
