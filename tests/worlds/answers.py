"""Asking a site one thing, and all that comes of it.

The clock stands still, and the dice fall the same for every request, so that CSRF values, session
keys and codes need no replacing: answers are compared byte by byte.
"""

import contextlib
import copy
import logging
import os
import random
import re
from dataclasses import dataclass, fields

from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection, transaction
from django.test import TestCase
from django_tasks.signals import task_enqueued

from interviews.models import (
    Candidate,
    Declaration,
    GuestPass,
    Interview,
    Opening,
    Panelist,
)
from scorecards.models import GoAhead, Look, Mail, Preference, Reminder, Scorecard
from tests.worlds.changes import contents

GUARDED = re.compile(r"\bscorecards_(?:rating|summary|amendment)\b")
WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE)\b")
NOT_ANSWERED = {"watched", "reads"}
PUBLIC = (
    Opening,
    Opening.members.through,
    Candidate,
    Interview,
    Panelist,
    Declaration,
    GuestPass,
    Scorecard,
    Look,
    Look.scorecards.through,
    GoAhead,
    Mail,
    Reminder,
    Preference,
)


@dataclass(frozen=True, eq=False)
class Request:
    """`name` is that of the address in the site map."""

    name: str
    url: str
    method: str = "get"
    data: dict | None = None
    headers: dict | None = None

    def __str__(self):
        return f"{self.method} {self.name} {self.url} {self.data or ''}"


@dataclass(frozen=True)
class Answer:
    """`statements` are the texts of the SQL without parameters, `rows` the public tables after a
    request that wrote, `watched` what certain cards say after it. `reads` are the statements, with
    parameters, that name guarded tables."""

    status: int
    headers: tuple
    body: bytes
    letters: tuple
    tasks: tuple
    logs: tuple
    statements: tuple
    rows: tuple
    watched: list
    reads: tuple

    def differences(self, other):
        """The names of what is unlike."""
        return [
            one.name
            for one in fields(self)
            if one.name not in NOT_ANSWERED and getattr(self, one.name) != getattr(other, one.name)
        ]

    @property
    def wrote(self):
        return bool(self.rows)


class Ear(logging.Handler):
    def __init__(self):
        super().__init__(logging.INFO)
        self.heard = []

    def emit(self, record):
        self.heard.append((record.name, record.levelname, record.getMessage()))


@contextlib.contextmanager
def same_dice():
    """Whatever asks for randomness gets the same bytes in the same order."""
    bytes_of = random.Random(20_270_113).randbytes
    kept = os.urandom, random._urandom
    os.urandom = random._urandom = bytes_of
    try:
        yield
    finally:
        os.urandom, random._urandom = kept


@contextlib.contextmanager
def heard_logs():
    ear, loggers = Ear(), [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(ear)
    try:
        yield ear.heard
    finally:
        for logger in loggers:
            logger.removeHandler(ear)


@contextlib.contextmanager
def heard_tasks():
    heard = []

    def hear(sender, task_result, **kwargs):
        heard.append((task_result.task.module_path, task_result.args, str(task_result.kwargs)))

    task_enqueued.connect(hear)
    try:
        yield heard
    finally:
        task_enqueued.disconnect(hear)


def count_keys_from(number):
    """PostgreSQL counts on through a rollback; new rows have to get the same keys each time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(oid::regclass, %s) FROM pg_class WHERE relkind = 'S'", [number]
            )


@contextlib.contextmanager
def undone():
    """What happens within is taken back."""
    count_keys_from(1_000_000)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client, request, watched=()):
    """The `Answer` to a request, after which the world is as before. `watched` are keys of cards
    of which to tell what they say after a request that wrote."""
    statements, reads = [], []

    def note(execute, sql, parameters, many, context):
        statements.append("SAVEPOINT" if "SAVEPOINT" in sql else sql)
        if GUARDED.search(sql):
            reads.append((sql, parameters))
        return execute(sql, parameters, many, context)

    cookies = copy.deepcopy(client.cookies)
    ContentType.objects.clear_cache()
    mail.outbox.clear()
    with undone(), same_dice(), heard_logs() as logs, heard_tasks() as tasks:
        with connection.execute_wrapper(note), TestCase.captureOnCommitCallbacks(execute=True):
            response = getattr(client, request.method)(
                request.url, request.data, headers=request.headers or {}
            )
        wrote = any(WRITES.match(sql) and "django_session" not in sql for sql in statements)
        answer = Answer(
            status=response.status_code,
            headers=tuple(sorted(response.headers.items())),
            body=b"".join(response) if response.streaming else response.content,
            letters=tuple(map(letter_in_words, mail.outbox)),
            tasks=tuple(map(str, tasks)),
            logs=tuple(logs),
            statements=tuple(statements),
            rows=public_rows() if wrote else (),
            watched=contents(watched) if wrote else [],
            reads=tuple(reads),
        )
    client.cookies = cookies
    return answer


def public_rows():
    return tuple(tuple(model._base_manager.order_by("pk").values_list()) for model in PUBLIC)


def rows_of(sql, parameters):
    """What a statement fetches; nothing of one that writes."""
    if WRITES.match(sql):
        return None
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("FOR UPDATE", ""), parameters)
        return cursor.fetchall()


def letter_in_words(message):
    return str(
        (
            message.to,
            message.cc,
            message.bcc,
            message.subject,
            message.body,
            message.extra_headers,
            message.alternatives,
            message.attachments,
        )
    )
