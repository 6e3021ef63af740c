"""A spreadsheet of five hundred questions, twenty rows of it faulty, on its way into the bank."""

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from interviews.models import Question
from tests.browser.conftest import PATIENCE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

HEADINGS = ("Prompt", "Competency", "Type", "Minutes", "Follow-ups", "Levels")
WHO = """
a client
a supplier
a new colleague
a head of sales
a product team
a distributor
""".strip().splitlines()
WHAT = """
a delivery that came late
a price that had to rise
a contract about to end
a quote with an error
a demonstration that failed
a complaint about an invoice
a plan that was cut
a forecast that was wrong
a launch that was moved
a handover without notes
""".strip().splitlines()
WHEN = """
with a week to go
in your first months
at the end of a quarter
while others were away
after a merger
with no budget left
when two teams disagreed
just before a holiday
under a new manager
""".strip().splitlines()


def prompts():
    for what in WHAT:
        for who in WHO:
            for when in WHEN:
                yield f"Tell me how you told {who} about {what}, {when}. What followed?"


def spreadsheet(path):
    """480 good rows and 20 with one of four faults."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    for number, prompt in zip(range(500), prompts(), strict=False):
        row = [prompt, "Clear communication", "Behavioural", 6, "What came of it?", "Mid-level"]
        if number % 50 == 3:
            row[2] = "Behavoural"
        elif number % 100 == 40:
            row[1] = "Communication skills"
        elif number == 222:
            row[3] = "six"
        elif number in (60, 160, 260, 360):
            row[0] = None
        sheet.append(row)
    book.save(path)


def go_on(page, button):
    page.get_by_role("button", name=button).first.click(timeout=PATIENCE)


def says(page, words):
    expect(page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)


def test_from_file_to_approved_bank(page, site, complaints, tmp_path):
    spreadsheet(tmp_path / "questions.xlsx")
    before = Question.objects.approved().count()
    sign_in(page, site, "libby")

    page.goto(site.url + reverse("admin:interviews_question_changelist"))
    page.get_by_role("link", name="Import", exact=True).click()
    page.locator("input[type=file]").set_input_files(tmp_path / "questions.xlsx")
    go_on(page, "Look at what it would do")
    says(page, "480 new, 0 changed, 0 unchanged, 20 refused.")
    mend(page)
    says(page, "500 new, 0 changed, 0 unchanged, 0 refused.")
    go_on(page, "Write the 500 good rows")
    page.get_by_role("link", name="Go to these questions").click(timeout=PATIENCE)
    expect(page.locator(".paginator")).to_contain_text("500 questions")
    assert new_ones().in_review().count() == 500

    approve_all(page, site)

    assert new_ones().approved().count() == 500
    assert Question.objects.approved().count() == before + 502
    assert complaints == []


def new_ones():
    return Question.objects.filter(prompt__startswith="Tell me how you told")


def mend(page):
    """The same fault is mended once for all rows that have it; empty prompts one by one."""
    for wrong, column, right in (
        ("Behavoural", "Type", "Behavioural"),
        ("Communication skills", "Competency", "Clear communication"),
        ("six", "Minutes", "6"),
    ):
        cell = page.locator(f".import-fault input[value='{wrong}']").first
        cell.fill(right)
        everywhere = cell.locator("xpath=..").get_by_role("checkbox")
        if everywhere.count():
            everywhere.check()
        assert column in cell.locator("xpath=..").inner_text()
    for number, cell in enumerate(page.locator(".import-fault textarea").all()):
        cell.fill(f"Tell me how you told a board about mistake {number} of your own. What then?")
    go_on(page, "Check again")


def approve_all(page, site):
    """Nobody approves what they wrote: the other library admin does."""
    page.context.clear_cookies()
    sign_in(page, site, "liam")
    page.goto(site.url + reverse("admin:interviews_question_changelist"))
    page.get_by_role("link", name="Waiting for review (502)").click()
    page.locator("#action-toggle").check()
    page.get_by_role("button", name="Select all 502 questions").click()
    page.locator("select[name=action]").select_option(label="Approve…")
    go_on(page, "Go")
    says(page, "502 questions can take this step")
    go_on(page, "Approve (502)")
    expect(page.locator(".messagelist")).to_contain_text("502 questions", timeout=PATIENCE)
