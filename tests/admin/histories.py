"""Saving rows as somebody did it at some time, and reading the pages that tell of it."""

import datetime
import re

import time_machine
from django.urls import reverse

from roles.history.versions import current_state, fingerprint
from tests.admin.forms import Form
from tests.pages.markup import Page

START = datetime.datetime(2026, 3, 3, 14, 2, tzinfo=datetime.UTC)


def later(minutes):
    return START + datetime.timedelta(minutes=minutes)


def save(row, *, by=None, minutes=0, reason=None, **changes):
    """Save `row` with these changes, `minutes` after START."""
    with time_machine.travel(later(minutes), tick=False):
        for name, value in changes.items():
            setattr(row, name, value)
        row._history_user, row._change_reason = by, reason
        row.save()
    return row


def delete(row, *, by=None, minutes=0, reason=None):
    with time_machine.travel(later(minutes), tick=False):
        row._history_user, row._change_reason = by, reason
        row.delete()


def history(row, name="history"):
    options = row._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=[row.pk])


def headings(response):
    """What stands above each version, in order."""
    found = re.findall(r"<h2>(.*?)</h2>", response.content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", heading).split()) for heading in found]


def removed(response):
    return re.findall(r"removed: </span>(.*?)</del>", response.content.decode(), re.DOTALL)


def added(response):
    return re.findall(r"added: </span>(.*?)</ins>", response.content.decode(), re.DOTALL)


def restore_page(row, number):
    options = row._meta
    name = f"admin:{options.app_label}_{options.model_name}_restore"
    return reverse(name, args=[row.pk, number])


def restore(client, row, number):
    """Look at what restoring a version would do, and agree."""
    return Form(client.get(restore_page(row, number))).save(client)


def refused(client, subject, row, number):
    """What the page says that tells why a version cannot be restored; nor does a POST write."""
    before = current_state(subject, row.pk)
    response = client.get(restore_page(row, number))
    page = Page(response)
    assert "This cannot be restored as it is." in page.text
    assert Form(response).data == {}
    client.post(restore_page(row, number), {"seen": fingerprint(before)})
    assert current_state(subject, row.pk) == before
    return page.text
