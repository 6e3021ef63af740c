"""Guests, declarations, papers, and how seats and interviews end."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import interviews.models.guests
import interviews.models.openings
import roles.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interviews", "0008_kit_builder"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="accepted"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "has_conflict",
                    models.BooleanField(blank=True, null=True, verbose_name="conflict of interest"),
                ),
                (
                    "conflict_words",
                    roles.fields.ProseField(blank=True, verbose_name="what the conflict is"),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("recused", "Leaves the panel"), ("stays", "Stays on the panel")],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("decision_reason", roles.fields.ProseField(blank=True, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
            ],
            options={
                "verbose_name": "declaration",
                "verbose_name_plural": "declarations",
                "ordering": ["panelist", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GuestPass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nonce",
                    models.CharField(
                        default=interviews.models.guests.new_nonce, editable=False, max_length=40
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                ("code_hash", models.CharField(blank=True, editable=False, max_length=128)),
                (
                    "code_sent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="code sent"),
                ),
                ("code_tries", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("codes_since", models.DateTimeField(blank=True, editable=False, null=True)),
                ("codes_sent", models.PositiveSmallIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "guest link",
                "verbose_name_plural": "guest links",
                "ordering": ["panelist", "-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confidentiality", "Confidentiality statement"),
                            ("conflict", "Conflict-of-interest question"),
                        ],
                        max_length=20,
                        verbose_name="text",
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="version")),
                ("text", roles.fields.ProseField(verbose_name="wording")),
                (
                    "written_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="written"
                    ),
                ),
            ],
            options={
                "verbose_name": "statement for panelists",
                "verbose_name_plural": "statements for panelists",
                "ordering": ["kind", "-number"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="interview",
            name="interview_candidate_one_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="panelist",
            name="panelist_once",
        ),
        migrations.RemoveConstraint(
            model_name="panelist",
            name="panelist_seat_once",
        ),
        migrations.RemoveConstraint(
            model_name="panelist",
            name="panelist_one_chair",
        ),
        migrations.AddField(
            model_name="candidate",
            name="papers",
            field=models.FileField(
                blank=True, upload_to=interviews.models.openings.place_of_papers, verbose_name="CV"
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="papers_link",
            field=models.URLField(blank=True, max_length=500, verbose_name="link to the CV"),
        ),
        migrations.AddField(
            model_name="candidate",
            name="papers_name",
            field=roles.fields.LineField(blank=True, max_length=160, verbose_name="file name"),
        ),
        migrations.AddField(
            model_name="candidate",
            name="papers_shown",
            field=models.BooleanField(
                default=False,
                help_text="Held back, it does not colour what the panel hears.",
                verbose_name="show the CV to the panel",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="rejected_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="rejected"),
        ),
        migrations.AddField(
            model_name="interview",
            name="cancel_reason",
            field=roles.fields.LineField(
                blank=True, max_length=240, verbose_name="why it was cancelled"
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="cancelled_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="cancelled"),
        ),
        migrations.AddField(
            model_name="interview",
            name="in_use_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="in use since"
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="no_show_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="candidate did not come"
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="sequence",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="interview",
            name="time_zone",
            field=models.CharField(
                blank=True,
                help_text="In which its times are given; empty is that of the installation.",
                max_length=60,
                verbose_name="time zone",
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="uid",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.AddField(
            model_name="opening",
            name="hide_names",
            field=models.BooleanField(
                default=False,
                help_text="Panels see candidates by number, on screen, in e-mail and on paper.",
                verbose_name="hide names",
            ),
        ),
        migrations.AddField(
            model_name="opening",
            name="numbers_given",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="opening",
            name="planned_follow_ups_only",
            field=models.BooleanField(
                default=True,
                help_text="Interviewers ask the follow-ups of the kit and no others.",
                verbose_name="planned follow-ups only",
            ),
        ),
        migrations.AddField(
            model_name="opening",
            name="totals_only",
            field=models.BooleanField(
                default=False,
                help_text="The hiring manager sees totals and their coverage, never a single scorecard.",
                verbose_name="totals only",
            ),
        ),
        migrations.AddField(
            model_name="panelist",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ended"),
        ),
        migrations.AddField(
            model_name="panelist",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[
                    ("declined", "Declined"),
                    ("recused", "Recused"),
                    ("replaced", "Replaced"),
                ],
                max_length=10,
                verbose_name="how it ended",
            ),
        ),
        migrations.AddField(
            model_name="panelist",
            name="ending_reason",
            field=roles.fields.ProseField(blank=True, verbose_name="why it ended"),
        ),
        migrations.AddField(
            model_name="panelist",
            name="guest_email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="guest's e-mail"),
        ),
        migrations.AddField(
            model_name="panelist",
            name="guest_name",
            field=roles.fields.LineField(blank=True, max_length=160, verbose_name="guest's name"),
        ),
        migrations.AddField(
            model_name="panelist",
            name="proposed_replacement",
            field=roles.fields.LineField(
                blank=True, max_length=160, verbose_name="proposed replacement"
            ),
        ),
        migrations.AddField(
            model_name="panelist",
            name="stands_in_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replacements",
                to="interviews.panelist",
                verbose_name="stands in for",
            ),
        ),
        migrations.AlterField(
            model_name="panelist",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seats",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_at", None)),
                fields=("candidate", "starts_at"),
                name="interview_candidate_one_at_a_time",
                violation_error_message="This candidate has another interview at that time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("interview", "user"),
                name="panelist_once",
                violation_error_message="This person sits on that panel already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelist",
            constraint=models.UniqueConstraint(
                models.F("interview"),
                django.db.models.functions.text.Lower("guest_email"),
                condition=models.Q(("ended_at", None), ("user", None)),
                name="panelist_guest_once",
                violation_error_message="This guest sits on that panel already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("interview", "seat"),
                name="panelist_seat_once",
                violation_error_message="That seat is taken.",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("part", "chair")),
                fields=("interview",),
                name="panelist_one_chair",
                violation_error_message="This panel has a chair already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("guest_email", ""), ("guest_name", ""), ("user__isnull", False)),
                    models.Q(
                        ("user", None),
                        models.Q(("guest_name", ""), _negated=True),
                        models.Q(("guest_email", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="panelist_user_or_guest",
                violation_error_message="A panelist has an account, or is a guest with a name and an e-mail address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ending", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ending__in", ["declined", "recused", "replaced"]),
                    ),
                    _connector="OR",
                ),
                name="panelist_ending_has_a_time",
                violation_error_message="A seat that ended says how and when.",
            ),
        ),
        migrations.AddField(
            model_name="declaration",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AddField(
            model_name="declaration",
            name="panelist",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="declarations",
                to="interviews.panelist",
                verbose_name="panelist",
            ),
        ),
        migrations.AddField(
            model_name="guestpass",
            name="panelist",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="passes",
                to="interviews.panelist",
                verbose_name="panelist",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="declaration",
            name="confidentiality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="interviews.statement",
                verbose_name="confidentiality statement",
            ),
        ),
        migrations.AddField(
            model_name="declaration",
            name="conflict",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="interviews.statement",
                verbose_name="conflict-of-interest question",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                fields=("kind", "number"), name="statement_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["confidentiality", "conflict"])),
                name="statement_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("has_conflict", None)),
                    models.Q(("answered_at__isnull", False), ("has_conflict__isnull", False)),
                    _connector="OR",
                ),
                name="declaration_answer_has_a_time",
                violation_error_message="Answer the question about conflicts of interest.",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("has_conflict", True), _negated=True),
                    models.Q(("conflict_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="declaration_conflict_in_words",
                violation_error_message="Say what the conflict is, in a sentence.",
            ),
        ),
        migrations.AddConstraint(
            model_name="declaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("decision", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("decision__in", ["recused", "stays"]),
                        ("has_conflict", True),
                    ),
                    _connector="OR",
                ),
                name="declaration_decision_whole",
                violation_error_message="Only a declared conflict is decided, by somebody.",
            ),
        ),
    ]
