"""The rules of “Which role do we need?”: a question with its answers on one page, the signs of an
answer on another."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles import choice
from roles.formsets import OnceFormSet
from roles.models import ChoiceAnswer, ChoiceQuestion, ChoiceSign
from roles.models.choice import profiles_of

FEWEST_ANSWERS = 2


class AnswerFormSet(OnceFormSet):
    """The answers of a question: two or more, for there is nothing to choose among fewer."""

    def clean(self):
        super().clean()
        kept = [
            form
            for form in self.forms
            if getattr(form, "cleaned_data", {}).get("text") and not form.cleaned_data.get("DELETE")
        ]
        if len(kept) < FEWEST_ANSWERS and not any(self.errors):
            raise ValidationError(_("A question needs at least two answers. Add the missing ones."))


class RowsAtTheEnd(admin.TabularInline):
    """Rows in an order of their own; a new one is offered the place after the last."""

    view_on_site = False

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        rows = self.model.objects.filter(**{formset.fk.name: obj})
        last = rows.aggregate(last=models.Max("position"))["last"]
        formset.form.base_fields["position"].initial = 1 if last is None else last + 1
        return formset


class ChoiceAnswerInline(RowsAtTheEnd):
    model = ChoiceAnswer
    formset = AnswerFormSet
    fields = ["position", "text", "signs_link"]
    readonly_fields = ["signs_link"]
    formfield_overrides = {models.CharField: {"widget": forms.TextInput(attrs={"size": 60})}}

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj else FEWEST_ANSWERS

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(sign_count=models.Count("signs"))

    @admin.display(description=gettext_lazy("signs"))
    def signs_link(self, answer):
        if not answer.pk:
            return _("Save first; then give the answer its signs.")
        url = reverse("admin:roles_choiceanswer_change", args=[answer.pk])
        words = _("%(count)s, change them") if answer.sign_count else _("none yet, add some")
        return format_html('<a href="{}">{}</a>', url, words % {"count": answer.sign_count})


@admin.register(ChoiceQuestion)
class ChoiceQuestionAdmin(admin.ModelAdmin):
    list_display = ["text", "family", "position", "answer_count"]
    list_filter = ["family"]
    list_select_related = ["family"]
    search_fields = ["text", "slug", "answers__text"]
    prepopulated_fields = {"slug": ["text"]}
    fields = ["family", "position", "text", "slug", "help"]
    inlines = [ChoiceAnswerInline]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(answer_count=models.Count("answers", distinct=True))
        )

    @admin.display(description=gettext_lazy("answers"), ordering="answer_count")
    def answer_count(self, question):
        return question.answer_count

    def view_on_site(self, obj):
        return obj.get_absolute_url()


class ChoiceSignInline(RowsAtTheEnd):
    model = ChoiceSign
    formset = OnceFormSet
    fields = ["position", "points", "field", "words", "roles_found"]
    readonly_fields = ["roles_found"]
    extra = 2
    formfield_overrides = {models.CharField: {"widget": forms.TextInput(attrs={"size": 26})}}

    def get_formset(self, request, obj=None, **kwargs):
        # Read once for all signs of the page; an inline lives for one request.
        self.profiles = profiles_of(obj.question.family.roles.visible_to(request.user))
        return super().get_formset(request, obj, **kwargs)

    @admin.display(description=gettext_lazy("finds now"))
    def roles_found(self, sign):
        if not sign.pk:
            return _("Shows once it is saved.")
        rule = sign.as_rule()
        titles = [profile.title for profile in self.profiles if choice.finds(rule, profile)]
        return get_text_list(titles, _("and")) or _("No role. Check the words and the field.")


@admin.register(ChoiceAnswer)
class ChoiceAnswerAdmin(admin.ModelAdmin):
    """One answer and its signs. It is reached from its question, where answers are added too."""

    fields = ["question_link", "text"]
    readonly_fields = ["question_link"]
    list_display = ["text", "question"]
    list_select_related = ["question"]
    search_fields = ["text"]
    inlines = [ChoiceSignInline]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("question__family")

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    @admin.display(description=gettext_lazy("question"))
    def question_link(self, answer):
        return format_html('<a href="{}">{}</a>', self._question_page(answer), answer.question)

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    def response_post_save_change(self, request, obj):
        questions = self.admin_site.get_model_admin(ChoiceQuestion)
        if questions.has_view_or_change_permission(request, obj.question):
            return redirect(self._question_page(obj))
        return redirect("admin:index")

    def response_delete(self, request, obj_display, obj_id):
        super().response_delete(request, obj_display, obj_id)
        return redirect("admin:roles_choicequestion_changelist")

    def _question_page(self, answer):
        return reverse("admin:roles_choicequestion_change", args=[answer.question_id])
