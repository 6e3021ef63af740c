"""How long advice on wording takes: `pytest tests/benchmarks`. Nothing fails for being slow."""

import itertools

import pytest

from interviews import wording
from interviews.wording import meaning
from interviews.wording.said import as_asked, said
from interviews.wording.text import sentences

PROMPT = "Tell me about account {0} that you lost. What did you do, and what came of it?"
BRIEF = "You play a buyer with a budget of {0}. Raise two doubts, and agree to nothing. "


@pytest.fixture(autouse=True)
def warm():
    wording.advice_on("How old are you?")


def test_one_prompt(benchmark):
    numbers = itertools.count()

    benchmark(lambda: wording.advice_on(PROMPT.format(next(numbers))))


def test_the_words_of_one_prompt_alone(benchmark):
    def words():
        return [hit for one in as_asked(list(sentences(PROMPT))) for hit in said(one)]

    assert benchmark(words) == []


def test_five_hundred_prompts_at_once(benchmark):
    texts = [PROMPT.format(number) for number in range(500)]

    found = benchmark.pedantic(
        wording.advice_on_many, args=(texts,), setup=meaning.forget, rounds=3
    )

    assert len(found) == 500


def test_a_brief_of_twenty_thousand_characters(benchmark):
    text = "".join(BRIEF.format(number) for number in range(250))[:20_000]

    benchmark.pedantic(
        wording.advice_on, args=(text,), kwargs={"part": "brief"}, setup=meaning.forget, rounds=3
    )


def test_loading_the_encoder_and_the_examples(benchmark):
    def load():
        meaning._encoder.cache_clear()
        meaning._learnt.cache_clear()
        meaning.forget()
        wording.advice_on("How old are you?")

    benchmark.pedantic(load, rounds=3)
