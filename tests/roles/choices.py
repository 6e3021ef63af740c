"""Rules of “Which role do we need?” for tests, as rows and as the shipped library has them."""

from django.conf import settings

from interviews.library import load, reader
from roles import choice
from roles.models import ChoiceQuestion, ChoiceSign, JobFamily
from roles.models.choice import profiles_of
from tests import factories

SALES = settings.BASE_DIR / "fixtures" / "sales"


def ask(slug, answers, *, family=None, **values):
    """A question as rows. `answers` maps each text to its signs: (points, field, words)."""
    question = ChoiceQuestion.objects.create(
        slug=slug,
        family=family or factories.FamilyFactory(),
        text=values.pop("text", f"What about {slug}?"),
        **values,
    )
    for position, (text, signs) in enumerate(answers.items()):
        answer = question.answers.create(text=text, position=position)
        for number, (points, field, words) in enumerate(signs):
            ChoiceSign.objects.create(
                answer=answer, position=number, points=points, field=field, words=words
            )
    return question


def load_sales():
    """The shipped library; gives the rules of its family and its roles as the rules see them."""
    report = load.load(reader.sources_at([SALES]))
    assert report.is_clean, [str(problem) for problem in report.problems]
    family = JobFamily.objects.get(slug="sales")
    questions = family.choice_questions.with_rules()
    return [question.as_rule() for question in questions], profiles_of(family.roles.all())


def answered(questions, **texts):
    """Replies that choose, by the slug of the question, the answer that begins so."""
    given = {
        question.slug: answer.key
        for question in questions
        for answer in question.answers
        if answer.text.startswith(texts.get(question.slug.replace("-", "_"), "\0"))
    }
    assert len(given) == len(texts), f"only {list(given)} of {list(texts)} were found"
    return choice.replies_to(questions, given)
