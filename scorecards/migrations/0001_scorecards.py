"""Scorecards, what guards them, and the letters about them."""

import django.db.models.deletion
import django.utils.timezone
import roles.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("interviews", "0011_calendar_uid"),
        ("roles", "0004_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.EmailField(max_length=254, verbose_name="to")),
                ("subject", roles.fields.LineField(max_length=240, verbose_name="subject")),
                ("body", roles.fields.ProseField(blank=True, verbose_name="text")),
                ("calendar", models.TextField(blank=True)),
                ("method", models.CharField(blank=True, max_length=10)),
                ("told", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="written"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(blank=True, null=True, verbose_name="tried")),
                ("error", models.TextField(blank=True, verbose_name="what went wrong")),
                (
                    "given_up_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="given up"),
                ),
                (
                    "panelist",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mails",
                        to="interviews.panelist",
                    ),
                ),
            ],
            options={
                "verbose_name": "e-mail",
                "verbose_name_plural": "e-mails",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shows_all_questions",
                    models.BooleanField(default=False, verbose_name="all questions on one page"),
                ),
                (
                    "wants_reminders",
                    models.BooleanField(
                        default=True,
                        help_text="The first reminder, at the end of the interview, always comes.",
                        verbose_name="remind me again of scorecards that are late",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preference",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "preference",
                "verbose_name_plural": "preferences",
            },
        ),
        migrations.CreateModel(
            name="Scorecard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="begun"
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="submitted"),
                ),
                (
                    "panelist",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scorecard",
                        to="interviews.panelist",
                        verbose_name="panelist",
                    ),
                ),
            ],
            options={
                "verbose_name": "scorecard",
                "verbose_name_plural": "scorecards",
                "ordering": ["panelist"],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("reason", roles.fields.ProseField(blank=True, verbose_name="reason")),
                ("totals_only", models.BooleanField(default=False, verbose_name="totals only")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="interviews.candidate",
                        verbose_name="candidate",
                    ),
                ),
                (
                    "scorecards",
                    models.ManyToManyField(
                        related_name="looks",
                        to="scorecards.scorecard",
                        verbose_name="scorecards shown",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at scorecards",
                "verbose_name_plural": "looks at scorecards",
                "ordering": ["candidate", "at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("strengths", roles.fields.ProseField(blank=True, verbose_name="strengths")),
                ("strengths_version", models.PositiveIntegerField(default=0, editable=False)),
                ("concerns", roles.fields.ProseField(blank=True, verbose_name="concerns")),
                ("concerns_version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "recommendation",
                    models.CharField(blank=True, max_length=120, verbose_name="recommendation"),
                ),
                ("recommendation_version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "recommendation_reason",
                    roles.fields.ProseField(blank=True, verbose_name="reason for no decision"),
                ),
                (
                    "recommendation_reason_version",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                ("notes", roles.fields.ProseField(blank=True, verbose_name="private notes")),
                ("notes_version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "scorecard",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summary",
                        to="scorecards.scorecard",
                        verbose_name="scorecard",
                    ),
                ),
            ],
            options={
                "verbose_name": "summary",
                "verbose_name_plural": "summaries",
            },
        ),
        migrations.CreateModel(
            name="GoAhead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round_key", roles.fields.LineField(max_length=60, verbose_name="round")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="go_aheads",
                        to="interviews.candidate",
                        verbose_name="candidate",
                    ),
                ),
            ],
            options={
                "verbose_name": "go-ahead",
                "verbose_name_plural": "go-aheads",
                "ordering": ["candidate", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidate", "round_key"),
                        name="go_ahead_once",
                        violation_error_message="This candidate goes on from that round already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("slot_end", "at the end of the interview"),
                            ("hour_later", "one hour later"),
                            ("next_morning", "the next working morning"),
                            ("second_day", "on the second working day"),
                            ("third_day", "on the third working day"),
                            ("chair_told", "chair or hiring manager told"),
                        ],
                        max_length=14,
                        verbose_name="stage",
                    ),
                ),
                (
                    "noted_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="noted"),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reminders",
                        to="scorecards.mail",
                    ),
                ),
                (
                    "panelist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="interviews.panelist",
                        verbose_name="panelist",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["panelist", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("panelist", "stage"), name="reminder_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question_key",
                    roles.fields.LineField(max_length=120, verbose_name="question in the kit"),
                ),
                ("is_scored", models.BooleanField(default=True, verbose_name="scored")),
                (
                    "highest",
                    models.PositiveSmallIntegerField(default=5, verbose_name="highest number"),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number"),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_asked", "not asked"),
                            ("no_evidence", "no evidence"),
                            ("declined", "declined to answer"),
                        ],
                        max_length=12,
                        verbose_name="why there is none",
                    ),
                ),
                ("answer_version", models.PositiveIntegerField(default=0, editable=False)),
                ("evidence", roles.fields.ProseField(blank=True, verbose_name="evidence")),
                ("evidence_version", models.PositiveIntegerField(default=0, editable=False)),
                ("notes", roles.fields.ProseField(blank=True, verbose_name="private notes")),
                ("notes_version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "follow_ups",
                    models.CharField(blank=True, max_length=400, verbose_name="follow-ups asked"),
                ),
                ("follow_ups_version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "positive_indicators",
                    models.CharField(blank=True, max_length=400, verbose_name="indicators heard"),
                ),
                (
                    "positive_indicators_version",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                (
                    "red_flags",
                    models.CharField(blank=True, max_length=400, verbose_name="red flags heard"),
                ),
                ("red_flags_version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "own_follow_ups",
                    roles.fields.ProseField(blank=True, verbose_name="follow-ups of one's own"),
                ),
                ("own_follow_ups_version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "competency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="roles.competency",
                        verbose_name="competency",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ratings",
                        to="interviews.question",
                        verbose_name="question",
                    ),
                ),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="scorecards.scorecard",
                        verbose_name="scorecard",
                    ),
                ),
            ],
            options={
                "verbose_name": "rating",
                "verbose_name_plural": "ratings",
                "ordering": ["scorecard", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scorecard", "question_key"), name="rating_question_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", None),
                            models.Q(("number__gte", 1), ("number__lte", models.F("highest"))),
                            _connector="OR",
                        ),
                        name="rating_on_the_scale",
                        violation_error_message="Choose a number of the scale.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", None), ("state", ""), _connector="OR"),
                        name="rating_number_or_state",
                        violation_error_message="Choose a number, or why there is none; not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["", "not_asked", "no_evidence", "declined"])
                        ),
                        name="rating_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_scored", True),
                            models.Q(("number", None), ("state", "")),
                            _connector="OR",
                        ),
                        name="rating_only_where_scored",
                        violation_error_message="This question is not rated.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", roles.fields.LineField(max_length=160, verbose_name="field")),
                ("before", roles.fields.ProseField(blank=True, verbose_name="before")),
                ("after", roles.fields.ProseField(blank=True, verbose_name="after")),
                ("reason", roles.fields.ProseField(verbose_name="reason")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="scorecards.scorecard",
                        verbose_name="scorecard",
                    ),
                ),
            ],
            options={
                "verbose_name": "amendment",
                "verbose_name_plural": "amendments",
                "ordering": ["scorecard", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="amendment_has_a_reason",
                        violation_error_message="Say why you change it; the reason is kept beside it.",
                    )
                ],
            },
        ),
    ]
