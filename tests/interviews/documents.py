"""Documents that hypothesis makes up: any kit that fits together."""

from hypothesis import strategies as st

from interviews import document as d
from roles.fields import first_unprintable

# Everything but what a document refuses: control characters, half surrogates and the like.
letters = st.characters(exclude_categories=["Cs", "Cc"]).filter(
    lambda letter: not first_unprintable(letter)
) | st.sampled_from("\n\t")
texts = st.text(letters, max_size=40)
words = texts.filter(str.strip)
minutes = st.integers(0, 480)


@st.composite
def questions(draw, key, competencies, seats):
    kind = draw(st.sampled_from(d.SCORED_TYPES + d.UNSCORED_TYPES))
    competency = draw(st.sampled_from([None, *competencies]))
    scorable = kind in d.SCORED_TYPES and competency is not None
    return d.Question(
        key=key,
        source=draw(st.sampled_from(["", key])),
        competency=competency,
        type=kind,
        scored=draw(st.booleans()) if scorable else False,
        prompt=draw(words),
        follow_ups=tuple(draw(st.lists(words, max_size=3))),
        positive_indicators=tuple(draw(st.lists(words, max_size=3))),
        red_flags=tuple(draw(st.lists(words, max_size=3))),
        materials=draw(texts),
        minutes=draw(st.integers(1, 480)),
        asker=draw(st.none() | st.integers(1, seats)),
    )


@st.composite
def rounds(draw, number, competencies):
    seats = draw(st.integers(1, 12))
    count = draw(st.integers(0, 3))
    return d.Round(
        key=f"round-{number}",
        name=draw(words),
        purpose=draw(texts),
        minutes=draw(st.integers(5, 480)),
        panel_size=seats,
        opening_minutes=draw(minutes),
        closing_minutes=draw(minutes),
        opening_script=draw(texts),
        closing_script=draw(texts),
        questions=tuple(
            draw(questions(f"q-{number}-{index}", competencies, seats)) for index in range(count)
        ),
    )


@st.composite
def kit_documents(draw):
    values = draw(st.lists(st.integers(1, 9), min_size=2, max_size=5, unique=True).map(sorted))
    keys = [f"competency-{n}" for n in range(draw(st.integers(0, 3)))]
    return d.KitDocument(
        key="kit",
        title=draw(words),
        role=d.Role(key="role", title=draw(words), level="mid", summary=draw(texts)),
        scale=d.Scale(
            key="scale",
            name=draw(words),
            points=tuple(
                d.ScalePoint(value=value, label=draw(words), definition=draw(texts))
                for value in values
            ),
        ),
        recommendations=(d.Recommendation(key="yes", label=draw(words)),),
        competencies=tuple(
            d.Competency(
                key=key,
                name=draw(words),
                weight=draw(st.integers(1, 1000)),
                essential=draw(st.booleans()),
                anchors=tuple(d.Anchor(value=value, text=draw(words)) for value in values)
                if draw(st.booleans())
                else (),
            )
            for key in keys
        ),
        weights_reason=draw(texts),
        rounds=tuple(draw(rounds(n, keys)) for n in range(draw(st.integers(0, 3)))),
        settings=d.Settings(planned_follow_ups_only=draw(st.booleans())),
    )
