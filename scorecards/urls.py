from django.urls import include, path, register_converter

from scorecards.views import (
    autosave,
    candidate_import,
    candidates,
    cards,
    declarations,
    guests,
    home,
    leaflets,
    openings,
    panels,
    preferences,
    questions,
    scheduling,
    sheets,
    sight,
    trials,
)


class ReferenceConverter:
    """The reference of an opening, as the database allows it."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]*"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(ReferenceConverter, "reference")

app_name = "scorecards"

candidate = [
    path("", sight.candidate, name="candidate_detail"),
    path("edit/", candidates.edit, name="candidate_edit"),
    path("withdraw/", candidates.withdraw, name="candidate_withdraw"),
    path("reject/", candidates.reject, name="candidate_reject"),
    path("take-back/", candidates.take_back, name="candidate_take_back"),
    path("merge/", candidates.merge, name="candidate_merge"),
    path("cv/", candidates.papers, name="candidate_papers"),
    path("go-ahead/", scheduling.go_ahead, name="candidate_go_ahead"),
    path("open-scorecards/", sight.open_cards, name="scorecards_open"),
    path("who-sees-what/", sight.who_sees_what, name="who_sees_what"),
]

opening = [
    path("", openings.detail, name="opening_detail"),
    path("edit/", openings.edit, name="opening_edit"),
    path("archive/", openings.archive, name="opening_archive"),
    path("unarchive/", openings.unarchive, name="opening_unarchive"),
    path("revision/", openings.move_revision, name="opening_revision"),
    path("packet.pdf", sheets.packet, name="packet"),
    path("schedule/", scheduling.schedule, name="schedule"),
    path("candidates/add/", candidates.add, name="candidate_add"),
    path("candidates/import/", candidate_import.import_candidates, name="candidate_import"),
    path("candidates/<int:number>/", include(candidate)),
]

# An interview for those who schedule it.
interview = [
    path("", scheduling.interview, name="interview_detail"),
    path("move/", scheduling.move, name="interview_move"),
    path("cancel/", scheduling.cancel, name="interview_cancel"),
    path("no-show/", scheduling.no_show, name="interview_no_show"),
    path("panel/add/", panels.add, name="panelist_add"),
]

# A seat on a panel for those who schedule it.
seat = [
    path("replace/", panels.replace, name="panelist_replace"),
    path("remove/", panels.remove, name="panelist_remove"),
    path("invite-again/", panels.invite_again, name="panelist_invite_again"),
    path("recusal/", declarations.decide, name="recusal_decide"),
    path("guest-link/", guests.make_link, name="guest_link"),
    path("guest-link/revoke/", guests.revoke_link, name="guest_link_revoke"),
]

# A panelist's own scorecard, by the key of the seat: nobody else's.
scorecard = [
    path("", cards.card, name="card"),
    path("declare/", declarations.declare, name="card_declare"),
    path("declare-conflict/", declarations.declare_conflict, name="card_declare_conflict"),
    path("save/", autosave.save, name="card_save"),
    path("state/", autosave.state, name="card_state"),
    path("save-all/", cards.save_all, name="card_save_all"),
    path("submit/", cards.submit, name="card_submit"),
    path("reopen/", cards.reopen, name="card_reopen"),
    path("amend/", cards.amend, name="card_amend"),
    path("decline/", cards.decline, name="card_decline"),
    path("cv/", cards.papers, name="card_papers"),
    path("scorecard.pdf", cards.own_scorecard, name="own_scorecard"),
    path("guide.pdf", cards.own_guide, name="own_guide"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("openings/", openings.opening_list, name="opening_list"),
    path("new-opening/", openings.create, name="opening_create"),
    path("openings/<reference:reference>/", include(opening)),
    path("interviews/<int:pk>/", include(interview)),
    path("seats/<int:pk>/", include(seat)),
    path("scorecards/<int:pk>/", include(scorecard)),
    path("guest/<str:token>/", guests.enter, name="guest_enter"),
    path("guest/<str:token>/send-code/", guests.send_code, name="guest_send_code"),
    path("guest/<str:token>/enter-code/", guests.enter_code, name="guest_enter_code"),
    path("leave/", guests.leave, name="guest_leave"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("kits/<slug:slug>/draft/guide.pdf", sheets.draft_guide, name="draft_guide"),
    path("kits/<slug:slug>/draft/scorecard.pdf", sheets.draft_scorecard, name="draft_scorecard"),
    path("kits/<slug:slug>/revisions/<int:number>/guide.pdf", sheets.guide, name="guide"),
    path(
        "kits/<slug:slug>/revisions/<int:number>/scorecard.pdf",
        sheets.scorecard,
        name="scorecard",
    ),
    path(
        "kits/<slug:slug>/draft/rounds/<slug:key>/try/", trials.of_draft, name="draft_round_trial"
    ),
    path(
        "kits/<slug:slug>/revisions/<int:number>/rounds/<slug:key>/try/",
        trials.of_revision,
        name="round_trial",
    ),
    path("questions/preview/<slug:sheet>.pdf", questions.sheet, name="question_sheet"),
    path("compare/comparison.pdf", leaflets.comparison, name="comparison"),
    path(
        "roles/<slug:slug>/job-description.pdf",
        leaflets.job_description,
        name="job_description",
    ),
]
