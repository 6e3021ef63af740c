"""The rules of “Which role do we need?” in the admin: a question, its answers, their signs."""

import pytest
from django.urls import reverse

from roles.models import ChoiceAnswer, ChoiceQuestion, ChoiceSign
from tests import factories
from tests.conftest import staff
from tests.roles.choices import ask

pytestmark = pytest.mark.django_db

LIST = "admin:roles_choicequestion_changelist"
ADD = "admin:roles_choicequestion_add"
CHANGE = "admin:roles_choicequestion_change"
ANSWER = "admin:roles_choiceanswer_change"


@pytest.fixture
def question():
    return ask(
        "people",
        {"Nobody": [(3, "scope", "own quota"), (2, "travel", "never")], "A team": []},
        text="How many people?",
    )


def question_form(*answers, **values):
    """A new question with these answers."""
    data = {"answers-TOTAL_FORMS": len(answers), "answers-INITIAL_FORMS": 0}
    for number, text in enumerate(answers):
        data |= {f"answers-{number}-text": text, f"answers-{number}-position": number + 1}
    return data | {"text": "What for?", "slug": "what-for", "position": 1, "help": ""} | values


def answer_form(answer, *signs, initial=()):
    """The page of an answer: its signs of before, and after them new ones."""
    data = {
        "text": answer.text,
        "signs-TOTAL_FORMS": len(initial) + len(signs),
        "signs-INITIAL_FORMS": len(initial),
    }
    for number, row in enumerate(initial):
        data |= {f"signs-{number}-id": row.pk, f"signs-{number}-answer": answer.pk}
    rows = [(row.points, row.field, row.words) for row in initial] + list(signs)
    for number, (points, field, words) in enumerate(rows):
        data |= {
            f"signs-{number}-position": number + 1,
            f"signs-{number}-points": points,
            f"signs-{number}-field": field,
            f"signs-{number}-words": words,
        }
    return data


def test_the_list_shows_family_and_number_of_answers(as_, libby, question):
    service = factories.FamilyFactory(slug="service", name="Service")
    ask("hours", {"Day": [], "Night": [], "Both": []}, text="When?", family=service)
    client = as_(libby)

    assert client.get(reverse(LIST)).text.count('class="field-answer_count">3<') == 1
    found = client.get(reverse(LIST), {"q": "Nobody"}).text
    assert "How many people?" in found
    assert "When?" not in found
    filtered = client.get(reverse(LIST), {"family__id__exact": service.pk}).text
    assert "When?" in filtered
    assert "How many people?" not in filtered


def test_the_list_asks_a_fixed_number_of_queries(as_, libby, question, django_assert_num_queries):
    client = as_(libby)
    client.get(reverse(LIST))  # the process asks once for content types
    for many in (1, 10):
        for number in range(many):
            ask(f"q{many}-{number}", {"One": [], "Two": []})
        with django_assert_num_queries(8):
            client.get(reverse(LIST))


def test_who_may_not_delete_answers_can_save_a_question(as_, question):
    rights = ["add_choicequestion", "add_choiceanswer", "change_choiceanswer", "view_choiceanswer"]
    writer = staff("writer", *rights)
    family = question.family_id

    response = as_(writer).post(reverse(ADD), question_form("This", "That", family=family))

    assert response.status_code == 302
    assert ChoiceQuestion.objects.get(slug="what-for").answers.count() == 2


def test_a_question_is_written_with_its_answers(as_, libby):
    family = factories.FamilyFactory()

    response = as_(libby).post(reverse(ADD), question_form("Sell", "Lead", family=family.pk))

    assert response.status_code == 302
    question = ChoiceQuestion.objects.get(slug="what-for")
    assert [answer.text for answer in question.answers.all()] == ["Sell", "Lead"]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (["Sell"], "A question needs at least two answers. Add the missing ones."),
        ([], "A question needs at least two answers. Add the missing ones."),
        (["Sell", "Sell"], "This question has that answer already."),
    ],
)
def test_answers_are_refused_in_words_and_stay_typed(as_, libby, answers, message):
    family = factories.FamilyFactory()

    response = as_(libby).post(reverse(ADD), question_form(*answers, family=family.pk))

    assert message in response.text
    assert 'value="What for?"' in response.text
    assert not ChoiceQuestion.objects.exists()


def test_each_answer_leads_to_its_signs_and_back(as_, libby, question):
    nobody, team = question.answers.all()
    client = as_(libby)

    page = client.get(reverse(CHANGE, args=[question.pk])).text
    assert f'<a href="{reverse(ANSWER, args=[nobody.pk])}">2, change them</a>' in page
    assert f'<a href="{reverse(ANSWER, args=[team.pk])}">none yet, add some</a>' in page
    back = f'<a href="{reverse(CHANGE, args=[question.pk])}">How many people?</a>'
    assert back in client.get(reverse(ANSWER, args=[nobody.pk])).text


def test_signs_say_which_roles_they_find_now(as_, libby, question):
    factories.RoleFactory(title="Seller", scope="Own quota; prices")
    factories.RoleFactory(title="Hunter", scope="Has an OWN  quota.")
    factories.RoleFactory(title="Head", scope="A team")
    other = factories.FamilyFactory(slug="service", name="Service")
    factories.RoleFactory(title="Elsewhere", family=other, scope="Own quota")

    page = as_(libby).get(reverse(ANSWER, args=[question.answers.first().pk])).text

    assert "Seller and Hunter" in page or "Hunter and Seller" in page
    assert "No role. Check the words and the field." in page
    assert "Elsewhere" not in page


@pytest.mark.parametrize("many", [1, 10])
def test_the_page_of_an_answer_asks_a_fixed_number_of_queries(
    as_, libby, question, many, django_assert_num_queries
):
    answer = question.answers.first()
    for number in range(many):
        role = factories.RoleFactory(scope="Own quota")
        factories.RoleCompetencyFactory(role=role)
        answer.signs.create(points=1, field="scope", words=f"word {number}")
    client = as_(libby)
    address = reverse(ANSWER, args=[answer.pk])
    client.get(address)  # the process asks once for the content types that the admin links to

    with django_assert_num_queries(10):
        client.get(address)


def test_signs_are_saved_and_one_is_back_at_the_question(as_, libby, question):
    answer = question.answers.last()

    response = as_(libby).post(
        reverse(ANSWER, args=[answer.pk]), answer_form(answer, (3, "scope", " whole team "))
    )

    assert response.url == reverse(CHANGE, args=[question.pk])
    assert [str(sign) for sign in answer.signs.all()] == ["+3 scope of authority: whole team"]


@pytest.mark.parametrize(
    ("sign", "message"),
    [
        ((0, "scope", "team"), "Give 1 to 3 points, or -1 to -3; none says nothing."),
        ((4, "scope", "team"), "Give 1 to 3 points, or -1 to -3; none says nothing."),
        ((3, "scope", "own quota"), "This answer has that sign already."),
        ((3, "salary", "team"), "Select a valid choice."),
        ((3, "scope", ""), "This field is required."),
    ],
)
def test_signs_are_refused_in_words_and_stay_typed(as_, libby, question, sign, message):
    answer = question.answers.first()
    data = answer_form(answer, sign, initial=list(answer.signs.all()))

    response = as_(libby).post(reverse(ANSWER, args=[answer.pk]), data)

    assert message in response.text
    assert f'value="{sign[0]}"' in response.text
    assert ChoiceSign.objects.count() == 2


def test_a_new_row_is_offered_the_last_place(as_, libby, question):
    page = as_(libby).get(reverse(CHANGE, args=[question.pk])).text

    assert 'name="answers-2-position" value="2"' in page


def test_answers_are_not_in_the_index_and_are_added_with_their_question(as_, libby, question):
    client = as_(libby)
    index = client.get(reverse("admin:index")).text

    assert reverse(LIST) in index
    assert reverse("admin:roles_choiceanswer_changelist") not in index
    assert client.get(reverse("admin:roles_choiceanswer_add")).status_code == 403


def test_an_answer_deleted_on_its_own_page_leads_back(as_, libby, question):
    url = reverse("admin:roles_choiceanswer_delete", args=[question.answers.last().pk])

    response = as_(libby).post(url, {"post": "yes"})

    assert response.url == reverse(LIST)
    assert ChoiceAnswer.objects.count() == 1


def test_view_on_site_leads_to_the_questions(as_, libby, question):
    pages = [(CHANGE, question), (ANSWER, question.answers.first())]
    for name, row in pages:
        page = as_(libby).get(reverse(name, args=[row.pk])).text
        assert 'href="/which-role/sales/"' in page
        assert "/admin/r/" not in page


def test_it_is_for_library_admins(as_, client, hana, question):
    url = reverse(CHANGE, args=[question.pk])

    assert client.get(url).status_code == 302
    assert as_(hana).get(url).status_code == 302  # to the admin's login
    hana.is_staff = True
    hana.save(update_fields=["is_staff"])
    assert as_(hana).post(url, question_form("Sell", "Lead")).status_code == 403
    assert ChoiceQuestion.objects.get().text == "How many people?"
