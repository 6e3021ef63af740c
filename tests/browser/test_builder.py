"""A hiring manager makes a kit, adjusts it, publishes it, revises it and compares the revisions."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from interviews.models import Kit, Question
from tests.browser.conftest import ALL_LOOKS, PATIENCE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


class Builder:
    """The builder as a person handles it. Rounds are told by their place, from 0."""

    def __init__(self, page):
        self.page = page

    def round(self, place):
        return self.page.locator("[data-round]").nth(place)

    def prompts(self, place):
        return [
            re.sub(r"^\d+\.\s*", "", prompt.strip())
            for prompt in self.round(place).locator(".builder-prompt").all_inner_texts()
        ]

    def question(self, prompt):
        return self.page.locator("[data-question]").filter(has_text=prompt)

    def grip(self, prompt):
        return self.question(prompt).locator("[data-grip]")

    def drag(self, prompt, onto):
        """Take a question by its handle and let it go over another."""
        self.grip(prompt).scroll_into_view_if_needed()
        start = self.grip(prompt).bounding_box()
        mouse = self.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
        mouse.down()
        mouse.move(start["x"] + 12, start["y"] + 12, steps=4)
        end = self.question(onto).bounding_box()
        mouse.move(end["x"] + 60, end["y"] + 8, steps=12)
        mouse.move(end["x"] + 60, end["y"] + end["height"] / 3, steps=4)
        mouse.up()

    def press(self, name, *, within=None):
        (within or self.page).get_by_role("button", name=name).first.click()

    @contextmanager
    def acting(self, words):
        """Waits until what is done within is saved, and the page says so in these words."""
        draft = self.page.locator("#builder").get_attribute("data-token")
        yield
        changed = self.page.locator(f"#builder:not([data-token='{draft}'])")
        expect(changed).to_be_attached(timeout=PATIENCE)
        expect(self.page.locator("#said")).to_contain_text(words, timeout=PATIENCE)


@pytest.fixture
def build(page, site):
    """`build(rounds)`: a new kit for account executives, made on the page, in the builder."""

    def make(rounds="Four rounds"):
        sign_in(page, site, "hana")
        page.goto(f"{site.url}/roles/account-executive/")
        page.get_by_role("link", name="Build a kit").first.click()
        page.get_by_text(rounds, exact=True).click()
        page.get_by_role("button", name="Make the kit").click()
        expect(page.locator("#builder")).to_be_visible(timeout=PATIENCE)
        return Builder(page)

    return make


def kit_of(page):
    return Kit.objects.get(slug=page.url.split("/kits/")[1].split("/")[0])


def asked_in_rows(kit, place):
    round_ = kit.rounds.all()[place]
    return [row.question.prompt for row in round_.kit_questions.select_related("question")]


def test_a_kit_is_built_adjusted_published_revised_and_compared(page, build, inspect):
    builder = build()
    assert inspect(ALL_LOOKS) == []
    page.set_viewport_size({"width": 1280, "height": 1000})
    kit = kit_of(page)
    assert [round_.minutes for round_ in kit.rounds.all()] == [30, 45, 45, 60]

    # By keyboard, within a round: the handle keeps the focus, and the place is kept.
    first, second, *rest = builder.prompts(3)
    builder.grip(first).focus()
    with builder.acting("Moved"):
        page.keyboard.press("Alt+ArrowDown")
    expect(builder.round(3).locator(".builder-prompt").first).to_contain_text(second)
    expect(builder.grip(first)).to_be_focused()
    assert asked_in_rows(kit, 3) == [second, first, *rest]

    # By dragging, into another round and, taken back, out of it again.
    there = builder.prompts(2)
    with builder.acting("Moved"):
        builder.drag(second, onto=there[0])
    expect(builder.round(2).locator("[data-question]")).to_have_count(len(there) + 1)
    assert second in asked_in_rows(kit, 2)
    # The slot is too short now, and the page says so without being loaded again.
    expect(page.locator("#standing")).to_contain_text("too long for its slot")
    with builder.acting("Taken back"):
        builder.press("Undo")
    assert builder.prompts(3) == [second, first, *rest]
    expect(page.locator("#standing")).not_to_contain_text("too long for its slot")

    # By buttons.
    builder.grip(first).click()
    with builder.acting("Moved"):
        builder.press("Move up", within=builder.question(first))
    expect(builder.round(3).locator(".builder-prompt").first).to_contain_text(first)

    # Locked, and one swapped for an alternative that says why it fits.
    with builder.acting("Locked"):
        builder.press("Lock", within=builder.question(first))
    builder.question(second).get_by_role("link", name="Swap").click()
    sheet = page.locator("#sheet")
    expect(sheet.get_by_role("heading", name="Swap this question")).to_be_visible()
    assert inspect() == []
    page.set_viewport_size({"width": 1280, "height": 1000})
    sheet.get_by_role("button", name="Take this one").first.click()
    expect(sheet).to_be_hidden()
    assert second not in builder.prompts(3)

    # Assembling anew keeps what is locked, and ends with a kit that may be published.
    page.get_by_role("link", name="Assemble").click()
    sheet.get_by_role("button", name="Assemble").click()
    expect(sheet).to_be_hidden(timeout=PATIENCE)
    assert first in builder.prompts(3)

    page.get_by_role("link", name="Publish…").click()
    expect(page.get_by_role("heading", name="Nothing is in the way")).to_be_visible()
    assert inspect() == []
    page.get_by_role("button", name="Publish revision 1").click()
    expect(page.get_by_text("Published as revision 1.")).to_be_visible()
    expect(page.get_by_role("button", name="Interviewer guide")).to_be_visible()

    # Revised: a question of one's own, and another order.
    page.goto(page.url.split("revisions/")[0] + "build/")
    own = "Tell me about a customer who left. What did you do on the day you heard of it?"
    dropped = builder.prompts(2)[-1]
    builder.question(dropped).locator("summary[id^=menu]").click()
    with builder.acting("Removed"):
        builder.press("Remove", within=builder.question(dropped))
    page.get_by_role("link", name="Write one…").nth(2).click()
    sheet.get_by_label("The question").fill(own)
    sheet.get_by_label("Type").select_option(label="Behavioural")
    lost = Question.objects.get(prompt=dropped)
    sheet.get_by_label("Competency").select_option(str(lost.competency_id))
    sheet.get_by_label("Minutes for the answer").fill(str(lost.minutes))
    sheet.locator("form[data-act] button[type=submit]").last.click()
    expect(builder.question(own)).to_contain_text("Not reviewed", timeout=PATIENCE)
    page.get_by_role("link", name="Publish…").click()
    page.get_by_role("button", name="Publish revision 2").click()
    expect(page.get_by_text("Published as revision 2.")).to_be_visible()

    page.get_by_role("link", name="What changed in revision 2").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text(own)
    expect(page.locator("main")).to_contain_text(dropped)
    assert inspect() == []
    assert kit.revisions.count() == 2


def test_a_question_held_at_the_lower_edge_takes_the_page_along(page, build):
    builder = build()
    page.set_viewport_size({"width": 1280, "height": 900})
    handle = builder.grip(builder.prompts(0)[0])
    handle.scroll_into_view_if_needed()
    start, before = handle.bounding_box(), page.evaluate("scrollY")
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 30, steps=5)
    for step in range(50):
        page.mouse.move(start["x"] + 60, 880 + step % 2)
        if page.evaluate("scrollY") > before:
            break
        page.wait_for_timeout(40)
    assert page.evaluate("scrollY") > before
    with builder.acting("Moved"):
        page.mouse.up()
