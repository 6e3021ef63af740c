"""What a viewer may not know, changed: each makes another world by one UPDATE of the cards with
the given keys. Numbers of the world are never 3, so that turning the scale round changes each."""

from django.db.models import Case, F, Value, When

from scorecards.models import Amendment, Rating, Scorecard, Summary


def numbers(cards):
    return _scored(cards).exclude(number=None).update(number=F("highest") + 1 - F("number"))


def numbers_given(cards):
    """Everybody has rated everything."""
    return _scored(cards).update(number=1, state="")


def states(cards):
    """Nobody has rated anything; who had not has another reason now."""
    return _scored(cards).update(
        number=None,
        state=Case(When(state="not_asked", then=Value("declined")), default=Value("not_asked")),
    )


def evidence(cards):
    return Rating.objects.filter(scorecard__in=cards).update(
        evidence="Nothing of the kind.",
        evidence_version=9,
        notes="A note.",
        notes_version=9,
        follow_ups="2",
        follow_ups_version=9,
        positive_indicators="1,2",
        positive_indicators_version=9,
        red_flags="2",
        red_flags_version=9,
        own_follow_ups="And then?",
        own_follow_ups_version=9,
        answer_version=9,
    )


def recommendations(cards):
    return Summary.objects.filter(scorecard__in=cards).update(
        recommendation=Case(When(recommendation="yes", then=Value("no")), default=Value("yes")),
        recommendation_version=9,
    )


def no_decision(cards):
    return Summary.objects.filter(scorecard__in=cards).update(
        recommendation="no_decision", recommendation_reason="I cannot say."
    )


def summaries(cards):
    return Summary.objects.filter(scorecard__in=cards).update(
        strengths="",
        strengths_version=9,
        concerns="A great many, of every kind.",
        concerns_version=9,
        notes="",
        notes_version=9,
    )


def amendments(cards):
    return Amendment.objects.filter(scorecard__in=cards).update(
        field="concerns", before="", after="Something else.", reason="Another."
    )


def private_notes(cards):
    """The author's alone, whoever may see the rest."""
    Summary.objects.filter(scorecard__in=cards).update(notes="Another note.", notes_version=9)
    return Rating.objects.filter(scorecard__in=cards).update(notes="Another note.", notes_version=9)


EACH = (numbers, states, evidence, recommendations)


def everything(cards):
    for change in (states, evidence, no_decision, summaries, amendments):
        change(cards)


def taken_away(cards):
    """Not a word was written: the rows are not there."""
    for model in (Amendment, Rating, Summary):
        model.objects.filter(scorecard__in=cards).delete()


def contents(cards=None):
    """All that the guarded rows of these cards say; of all cards without any named."""
    cards = Scorecard.objects.all() if cards is None else cards
    return [
        list(model.objects.filter(scorecard__in=cards).order_by("pk").values_list())
        for model in (Rating, Summary, Amendment)
    ]


def _scored(cards):
    return Rating.objects.filter(scorecard__in=cards, is_scored=True)
