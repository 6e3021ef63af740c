"""A scorecard page as its author handles it, in a real browser."""

import datetime

from django.utils import timezone
from playwright.sync_api import expect

from config.settings import STORAGES
from interviews.models import Declaration, Panelist, Statement
from scorecards.models import Scorecard
from tests import factories

PASSWORD = "a-long-enough-password"


def serve(settings, collected):
    """From now on the live server has the static files under the names of a real site."""
    settings.STATIC_ROOT, settings.STORAGES = collected, STORAGES
    settings.STATICFILES_DIRS = [collected]


def add_person(username):
    """Somebody who can sign in through the page."""
    person = factories.UserFactory(username=username)
    person.set_password(PASSWORD)
    person.save()
    return person


def make_seat(username="ana"):
    """A seat of somebody who can sign in and has declared everything, in an interview that has
    just begun."""
    kit = factories.make_kit()
    opening = factories.OpeningFactory(revision=kit.publish(by=kit.owner))
    interview = factories.InterviewFactory(
        candidate__opening=opening, starts_at=timezone.now() - datetime.timedelta(minutes=5)
    )
    seat = factories.PanelistFactory(
        interview=interview, user=add_person(username), part="chair", seat=1
    )
    declare(seat)
    return Panelist.objects.with_interview().get(pk=seat.pk)


def declare(seat):
    """Confidentiality accepted, and no conflict of interest."""
    texts = {
        kind: Statement.objects.filter(kind=kind).last()
        or Statement.objects.create(kind=kind, number=1, text="Nothing leaves the room.")
        for kind in Statement.Kind.values
    }
    Declaration.objects.create(
        panelist=seat,
        confidentiality=texts["confidentiality"],
        conflict=texts["conflict"],
        answered_at=timezone.now(),
        has_conflict=False,
    )


def sign_in_as(page, username):
    """Fill in the form to sign in that the page shows."""
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign in")).to_have_count(0)


class CardPage:
    """The page with all questions of a seat on it."""

    def __init__(self, page, site, seat):
        self.page, self.site, self.seat = page, site, seat
        self.address = f"{site.url}/scorecards/{seat.pk}/?all=1"
        self.keys = [question.key for question in seat.interview.round.questions]

    def open(self):
        """Sign in where asked, as the one whose seat it is."""
        self.page.goto(self.address)
        if "login" in self.page.url:
            sign_in_as(self.page, self.seat.user.username)
        expect(self.page.locator("form[data-card]")).to_be_visible()
        # All threads of the test's server share one connection to a database in memory, so that
        # requests at the same time disturb one another, as they do nowhere else.
        self.page.wait_for_load_state("networkidle")
        return self

    def again(self, context=None):
        """The same scorecard on another page of the same browser, or of another one."""
        page = (context or self.page.context).new_page()
        return CardPage(page, self.site, self.seat).open()

    def box(self, name):
        return self.page.locator(f"[name='{name}']")

    def choice(self, name, value):
        return self.page.locator(f"[name='{name}'][value='{value}']")

    def type(self, name, text):
        """Keys, as fingers press them, after what stands there."""
        self.box(name).press("End")
        self.box(name).press_sequentially(text)

    def fill(self):
        """All that a card needs before it may be submitted."""
        for key in self.keys:
            self.box(f"evidence-{key}").fill("Named the three people who decided.")
            self.choice(f"rating-{key}", 4).check()
        self.choice("recommendation", "yes").check()

    @property
    def status(self):
        return self.page.locator("[data-card-status]:visible").first

    @property
    def said(self):
        return self.page.locator("[data-card-said]")

    @property
    def submit(self):
        return self.page.locator("[data-card-submit]")

    def clash(self, name):
        return self.page.locator(f"[data-clash-of='{name}']")

    def expect_status(self, words):
        expect(self.status).to_have_text(words)

    def expect_nothing_kept(self):
        self.page.wait_for_function(
            "() => !Object.keys(localStorage).some((key) => key.startsWith('evenhand.card'))"
        )

    def kept(self):
        """What this browser keeps for this seat, by name."""
        return self.page.evaluate(
            """owner => Object.assign({}, ...Object.keys(localStorage)
                .filter((key) => key.startsWith(`evenhand.card.${owner}.`))
                .map((key) => JSON.parse(localStorage.getItem(key))))""",
            f"user-{self.seat.user_id}.{self.seat.pk}",
        )

    def stored(self, name):
        """What the database holds."""
        return Scorecard.objects.of_seat(self.seat).entries()[name].value
