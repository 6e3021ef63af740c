"""The texts that panelists accept and answer. A version is never changed: a new one is added."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Statement


class StatementForm(forms.ModelForm):
    """A new version. `?kind=` chooses the text, and its present wording is there to begin with."""

    class Meta:
        model = Statement
        fields = ["kind", "text"]
        help_texts = {
            "text": gettext_lazy(
                "Panelists read it from now on. Who has accepted or answered an earlier version "
                "for an interview is not asked again."
            )
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].help_text = format_html(
                "{} {}",
                _("Begin with the present wording of:"),
                format_html_join(" · ", '<a href="?kind={}">{}</a>', Statement.Kind.choices),
            )

    def clean_text(self):
        """Neither a version that is in force already, nor the wording of the other text."""
        text = self.cleaned_data["text"]
        for kind in Statement.Kind.values:
            current = Statement.objects.current(kind)
            if current and current.text == text:
                raise forms.ValidationError(
                    _("This is word for word: %(statement)s. Change it, or leave.")
                    % {"statement": current}
                )
        return text


@admin.register(Statement)
class StatementAdmin(admin.ModelAdmin):
    form = StatementForm
    list_display = ["kind", "number", "written_at", "written_by", "beginning"]
    list_display_links = ["kind", "number"]
    list_filter = ["kind"]
    list_select_related = ["written_by"]
    fields = ["kind", "text"]
    readonly_fields = ["number", "written_at", "written_by"]
    actions = None

    @admin.display(description=gettext_lazy("wording"))
    def beginning(self, statement):
        words = statement.text.split()
        return " ".join(words[:14]) + (" …" if len(words) > 14 else "")

    def get_fields(self, request, obj=None):
        return self.fields if obj is None else ["kind", "number", "text", *self.readonly_fields[1:]]

    def get_changeform_initial_data(self, request):
        kind = request.GET.get("kind")
        if kind not in Statement.Kind.values:
            kind = Statement.Kind.CONFIDENTIALITY
        return {"kind": kind, "text": Statement.objects.in_force(kind).text}

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """The number is given under a lock, so the row is made anew."""
        kept = Statement.objects.add(kind=obj.kind, text=obj.text, by=request.user)
        obj.pk, obj.number = kept.pk, kept.number
