from django.urls import include, path

from interviews.views import (
    advice,
    comparison,
    competencies,
    exchange,
    kits,
    publishing,
    questions,
    revisions,
)
from interviews.views.builder import choosing, page, rounds, settings, start, weights
from interviews.views.builder import questions as builder_questions

app_name = "interviews"

builder = [
    path("", page.build, name="kit_build"),
    path("undo/", page.undo, name="kit_undo"),
    path("redo/", page.redo, name="kit_redo"),
    path("assemble/", start.assemble, name="kit_assemble"),
    path("weights/", weights.weights, name="kit_weights"),
    path("settings/", settings.settings, name="kit_settings"),
    path("discard/", settings.discard, name="kit_discard"),
    path("questions/<int:pk>/move/", builder_questions.move, name="kit_question_move"),
    path("questions/<int:pk>/remove/", builder_questions.remove, name="kit_question_remove"),
    path("questions/<int:pk>/lock/", builder_questions.lock, name="kit_question_lock"),
    path("questions/<int:pk>/exclude/", builder_questions.exclude, name="kit_question_exclude"),
    path("questions/<int:pk>/edit/", builder_questions.edit, name="kit_question_edit"),
    path("questions/<int:pk>/swap/", choosing.swap, name="kit_question_swap"),
    path("kept-out/<int:pk>/allow/", builder_questions.allow, name="kit_question_allow"),
    path("rounds/add/", rounds.add, name="kit_round_add"),
    path("rounds/<int:pk>/edit/", rounds.edit, name="kit_round_edit"),
    path("rounds/<int:pk>/remove/", rounds.remove, name="kit_round_remove"),
    path("rounds/<int:pk>/move/", rounds.move, name="kit_round_move"),
    path("rounds/<int:pk>/add-question/", choosing.add, name="kit_question_add"),
    path("rounds/<int:pk>/write-question/", choosing.write, name="kit_question_write"),
]

urlpatterns = [
    path("compare/", comparison.comparison, name="comparison"),
    path("questions/", questions.question_list, name="question_list"),
    path("propose-question/", questions.propose, name="question_propose"),
    path("propose-question/advice/", advice.proposal_advice, name="proposal_advice"),
    path("questions/<slug:slug>/", questions.detail, name="question_detail"),
    path("questions/<slug:slug>/add-to-kit/", questions.add_to_kit, name="question_add_to_kit"),
    path("competencies/<slug:slug>/", competencies.detail, name="competency_detail"),
    path("kits/", kits.kit_list, name="kit_list"),
    path("new-kit/", start.new, name="kit_new"),
    path("import-kit/", exchange.import_kit, name="kit_import"),
    path("kits/<slug:slug>/", kits.detail, name="kit_detail"),
    path("kits/<slug:slug>/build/", include(builder)),
    path("kits/<slug:slug>/publish/", publishing.publish, name="kit_publish"),
    path("kits/<slug:slug>/compare/", revisions.compare, name="kit_compare"),
    path("kits/<slug:slug>/revisions/<int:number>/", kits.revision, name="revision_detail"),
    path("kits/<slug:slug>/revisions/<int:number>/kit.json", kits.as_json, name="revision_json"),
]
