"""The form of a competency, its anchors included: a box for each point in each row of the grid."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from interviews.admin.rubrics import gaps
from interviews.admin.rubrics.boxes import AnchorField, Box, Line, Sheet, field_name, remove_name
from interviews.admin.rubrics.stale import fingerprint, packed, plain, unpacked
from interviews.anchor_grid import advice_on_row, grid_of
from interviews.models import Anchor, RatingScale, WordingRule
from roles.differences import word_changes
from roles.models import Competency

OWN = ("name", "slug", "category", "definition", "references")


class CompetencyForm(forms.ModelForm):
    """A bound form locks its competency, so it wants a transaction, as the admin has one."""

    may_edit_anchors = True  # set by the admin, on the class that it makes for each request

    class Meta:
        model = Competency
        fields = OWN

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.instance.pk:
            Competency.objects.select_for_update().filter(pk=self.instance.pk).first()
        self.scales = list(RatingScale.objects.prefetch_related("points"))
        self.anchors = {
            (anchor.point_id, anchor.level): anchor for anchor in self._anchors_in_store()
        }
        self.stored = {key: anchor.text for key, anchor in self.anchors.items()}
        self.cells = {}
        if self.may_edit_anchors:
            self._add_cells()
        self.conflicts = {}
        if self.is_bound:
            self._settle_with_others()

    def _anchors_in_store(self):
        return self.instance.anchors.all() if self.instance.pk else []

    def _add_cells(self):
        for scale in self.scales:
            for row in grid_of(scale, {}, every_level=True).rows:
                for cell in row.cells:
                    name = field_name(cell.point.pk, row.level)
                    label = f"{row.name} {cell.point.value}"
                    self.cells[name] = (cell.point.pk, row.level)
                    self.fields[name] = AnchorField(label)
                    self.initial[name] = self.stored.get((cell.point.pk, row.level), "")

    # Two people at a time

    def _guarded(self):
        """By name of the field, the text that stands in the database now."""
        names = [name for name in (*OWN, *self.cells) if name in self.fields]
        kept = self.initial if self.instance.pk else {}
        return {name: str(kept.get(name) or "") for name in names}

    @property
    def seen(self):
        """For the hidden field that goes with the form: what its reader has seen."""
        return packed(self._guarded())

    def _settle_with_others(self):
        seen = unpacked(self.data.get("seen"))
        self.data = self.data.copy()
        for name, stored in self._guarded().items():
            typed, before = fingerprint(self._typed(name)), seen.get(name, "")
            if typed == before and not self._is_removed(name):
                self.data[name] = stored
            elif fingerprint(stored) not in (before, typed):
                self.conflicts[name] = stored

    def _typed(self, name):
        return "" if self._is_removed(name) else self.data.get(name, "")

    def _is_removed(self, name):
        return name in self._removed_names

    @cached_property
    def _removed_names(self):
        return {
            field_name(point.pk, row.level)
            for scale in self.scales
            for row in grid_of(scale, {}, every_level=True).rows
            for point in scale.points.all()
            if self.is_bound and self.data.get(remove_name(scale, row.level))
        }

    # What was typed

    def clean(self):
        cleaned = super().clean()
        for name in self._removed_names & self.cells.keys():
            cleaned[name] = ""
            self.errors.pop(name, None)
        for name, stored in self.conflicts.items():
            self._refuse_conflict(name, stored)
        self._refuse_homeless_texts()
        self._ask_before_a_kit_is_left_without()
        return cleaned

    def _refuse_conflict(self, name, stored):
        if name in self.cells:
            words = _(
                "Somebody else changed this anchor while you wrote. Make one text of both, then "
                "save again."
            )
            self.add_error(name, words)
        elif stored:
            words = _(
                "Somebody else changed this while you wrote; it now reads “%(text)s”. Save again "
                "to keep yours."
            )
            self.add_error(name, ValidationError(words, params={"text": stored}))

    def _refuse_homeless_texts(self):
        """Texts for points that somebody has deleted since the form was opened."""
        lost = [
            value
            for name, value in self.data.items()
            if name.startswith("anchor-") and name not in self.cells and plain(value)
        ]
        if lost and self.may_edit_anchors:
            words = _(
                "The rating scale has lost points while you wrote, and with them the place of "
                "these texts. Copy what you need; saving again drops them: %(texts)s"
            )
            params = {"texts": " · ".join(f"“{plain(text)}”" for text in lost)}
            self.add_error(None, ValidationError(words, params=params))

    def _ask_before_a_kit_is_left_without(self):
        gone = [key for key, (before, after) in self.anchor_changes.items() if before and not after]
        self.kits_left = (
            gaps.kits_left_without(self.instance, self.stored, self.texts) if gone else []
        )
        if self.kits_left and self.data.get("leave-kits") != gaps.answer_to(self.kits_left):
            self.add_error(
                None,
                _("Draft kits need anchors that you took out. See below which, and decide."),
            )

    @property
    def needs_decision(self):
        return getattr(self, "kits_left", [])

    @property
    def answer(self):
        """What ticking “take them out all the same” sends: it answers for these kits only."""
        return gaps.answer_to(self.needs_decision)

    @property
    def texts(self):
        """All texts of the grid as they would be saved."""
        if not (self.is_bound and self.cells):
            return self.stored
        return {
            key: plain(self._typed(name)) for name, key in self.cells.items() if self._typed(name)
        }

    @property
    def anchor_changes(self):
        """`{(point, level): (text before, text after)}` for each anchor that differs."""
        after = self.texts
        return {
            key: (self.stored.get(key, ""), after.get(key, ""))
            for key in self.cells.values()
            if plain(self.stored.get(key)) != plain(after.get(key))
        }

    @property
    def own_changes(self):
        """The names of changed fields that belong to the competency itself. The line breaks of a
        browser are no change."""
        own = {name: text for name, text in self._guarded().items() if name not in self.cells}
        return [name for name, text in own.items() if plain(self.data.get(name)) != plain(text)]

    @cached_property
    def changed_data(self):
        changes = self.anchor_changes
        return self.own_changes + [name for name, key in self.cells.items() if key in changes]

    # Saving

    def _save_m2m(self):
        super()._save_m2m()
        for (point, level), (_before, text) in self.anchor_changes.items():
            anchor = self.anchors.get((point, level))
            if anchor is None:
                Anchor.objects.create(
                    competency=self.instance, point_id=point, level=level, text=text
                )
            elif text:
                anchor.text = text
                anchor.save(update_fields=["text"])
            else:
                anchor.delete()

    # Showing

    def sheets(self):
        """The grid of each scale, those with anchors first."""
        rules = WordingRule.objects.as_rules()
        sheets = [self._sheet(scale, rules) for scale in self.scales if scale.points.all()]
        return sorted(sheets, key=lambda sheet: not sheet.is_started)

    def _sheet(self, scale, rules):
        grid = grid_of(scale, self.texts, every_level=True)
        points = {point.pk for point in grid.points}
        lines = [self._line(scale, row, rules) for row in grid.rows]
        is_started = any(line.is_open for line in lines) or (
            any(text for (pk, _level), text in self.stored.items() if pk in points)
        )
        lines[0].is_open = True
        return Sheet(scale, lines, is_started)

    def _line(self, scale, row, rules):
        advice = advice_on_row(row, rules)
        boxes = [self._box(row, cell, advice) for cell in row.cells]
        is_open = any(box.cell.text or box.field.errors or box.theirs is not None for box in boxes)
        stored = sum(bool(self.stored.get((cell.point.pk, row.level))) for cell in row.cells)
        name = remove_name(scale, row.level)
        return Line(row, boxes, stored, is_open or stored > 0, name, bool(self.data.get(name)))

    def _box(self, row, cell, advice):
        name = field_name(cell.point.pk, row.level)
        found = advice.get(cell.point.value, [])
        if name not in self.conflicts:
            return Box(cell, self[name], found)
        theirs = self.conflicts[name]
        kept = Anchor.history.filter(
            competency=self.instance.pk, point=cell.point.pk, level=row.level
        )
        record = kept.select_related("history_user").order_by("-history_id").first()
        pieces = word_changes(theirs, self._typed(name))
        return Box(cell, self[name], found, theirs, pieces, record)
