"""The library as rows and back, by django-import-export: what each record would change.

Nothing is written here. Resources stage the rows that they would create or update, and `storing`
writes them with their history.
"""

from collections.abc import Iterable
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from import_export.instance_loaders import BaseInstanceLoader

from interviews.models.questions import Question
from interviews.models.rubrics import Anchor, ScalePoint
from interviews.spreadsheets import cells
from interviews.spreadsheets.kinds import COMPETENCIES, QUESTIONS, ROLES, SCALE_POINTS, Column, Kind
from interviews.spreadsheets.records import ABSENT, Record, Row
from roles.models import Competency, Level, Role

LEVEL_ORDER = {"": -1} | {level: rank for rank, level in enumerate(Level.values)}


class CellWidget(widgets.Widget):
    def __init__(self, column: Column):
        super().__init__()
        self.column = column

    def clean(self, value, row=None, names=None, **kwargs):
        return cells.read(self.column, value, names)

    def render(self, value, obj=None, **kwargs):
        return cells.written(self.column, value)


class CellField(fields.Field):
    """A column that tells of the whole thing, kept in the attribute of the same name."""

    def __init__(self, column: Column):
        super().__init__(column.key, column.key, CellWidget(column))

    def get_value(self, instance):
        return getattr(instance, self.attribute)


class RolesField(CellField):
    """The roles that a question fits: put aside until the question has a primary key."""

    def get_value(self, instance):
        if hasattr(instance, "roles_in_file"):
            return instance.roles_in_file
        return sorted(instance.roles.all(), key=lambda role: role.slug) if instance.pk else []

    def save(self, instance, row, is_m2m=False, **kwargs):
        instance.roles_in_file = self.clean(row, **kwargs)


class ThereLoader(BaseInstanceLoader):
    """The things that records are about, fetched at once."""

    def __init__(self, resource, dataset=None):
        super().__init__(resource, dataset)
        targets = [record.target for record in dataset["record"] if record.target]
        self.there = resource.get_queryset().in_bulk(targets)

    def get_instance(self, row):
        return self.there.get(row["record"].target)


class SheetResource(resources.Resource):
    """Compares records with the library. `staged` holds what would be created and updated, each
    with its `record`. With `is_writing` what is there is locked."""

    kind: Kind

    class Meta:
        import_id_fields = ["slug"]
        instance_loader_class = ThereLoader
        use_bulk = True
        batch_size = None
        skip_diff = True  # the differences are taken cell by cell, see `texts`
        store_row_values = True

    def __init__(self, names: dict[str, cells.Names] | None = None, is_writing: bool = False):
        super().__init__()
        self.names = names or {}
        self.is_writing = is_writing
        columns = [column for column in self.kind.wholes if column.form != "note"]
        self.fields = {column.key: self.field_for(column) for column in columns}

    def field_for(self, column: Column) -> fields.Field:
        return RolesField(column) if column.form == "references" else CellField(column)

    def compare(self, records: list[Record]) -> None:
        """Note in the rows of each record what is wrong and what would change; stage the rest."""
        dataset = tablib.Dataset(headers=[*self.fields, "record"])
        columns = [self.kind.column(key) for key in self.fields]
        for record in records:
            dataset.append([*[record.whole(column) for column in columns], record])
        result = self.import_data(dataset, dry_run=True, names=self.names)
        for error in result.base_errors:
            raise error.error
        for row_result in result.rows:
            for error in row_result.errors:
                raise error.error
            self._note(row_result)

    def _note(self, row_result):
        row = row_result.row_values
        record = row["record"]
        if row_result.validation_error:
            for key, messages in row_result.validation_error.message_dict.items():
                if key != models.base.NON_FIELD_ERRORS:
                    column = self.kind.column(key)
                    record.row_of(column).faults += [(key, message) for message in messages]
        elif not row_result.is_new():
            for key, before in row["before"].items():
                if before != row["after"][key]:
                    column = self.kind.column(key)
                    record.row_of(column).changes.append((key, before, row["after"][key]))
            self.note_changed_parts(record, row)

    @property
    def staged(self) -> list[Any]:
        return [*self.create_instances, *self.update_instances]

    # What django-import-export calls for each row.

    def get_queryset(self):
        rows = self._meta.model.objects.all()
        return rows.select_for_update(of=("self",)) if self.is_writing else rows

    def init_instance(self, row=None):
        return self._meta.model()

    def after_init_instance(self, instance, new, row, **kwargs):
        instance.record = row["record"]
        self.read_parts(instance, row, new)
        row["before"] = {} if new else self.texts(instance)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if row[field.column_name] is not ABSENT and not (
            field.column_name == "slug" and (instance.pk or not row["slug"].strip())
        ):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors or instance.record.is_faulty or not instance.pk:
            return False
        row["after"] = self.texts(instance)
        return row["before"] == row["after"] and not self.parts_differ(row)

    def texts(self, instance) -> dict[str, str]:
        """The cells of the whole thing, as a file would have them."""
        return {key: self.export_field(field, instance) for key, field in self.fields.items()}

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """The rules of the fields; those of the database in `rules`, without a query for each."""
        errors = dict(import_validation_errors or {})
        relations = [f.name for f in instance._meta.fields if f.is_relation]
        unmade = [] if instance.slug else ["slug"]
        try:
            instance.clean_fields(exclude=[*errors, *relations, *unmade])
        except ValidationError as error:
            for name, found in error.error_dict.items():
                errors[name] = [_plainly(one) for one in found]
        self.rules(instance, errors)
        if errors:
            raise ValidationError(errors)
        if instance.record.is_faulty:
            raise ValidationError({})

    def bulk_create(self, *args, **kwargs):
        """Nothing is written here."""

    def bulk_update(self, *args, **kwargs):
        """Nothing is written here."""

    # What kinds with parts do, and rules of their own.

    def rules(self, instance: Any, errors: dict) -> None:
        """Add to `errors` what the database would refuse."""

    def read_parts(self, instance: Any, row: dict, new: bool) -> None:
        """Read the parts of a record into the instance, and note what is wrong with them."""

    def parts_differ(self, row: dict) -> bool:
        return False

    def note_changed_parts(self, record: Record, row: dict) -> None:
        """Note which cells of parts would change."""

    def rows_of(self, instance: Any) -> Iterable[dict[str, str]]:
        """The rows that a file has about one thing, by the keys of their columns."""
        yield self.texts(instance)


def _plainly(error):
    if error.code in ("blank", "null"):
        return ValidationError(_("This is needed. Fill it in."))
    return error


class QuestionResource(SheetResource):
    kind = QUESTIONS

    class Meta(SheetResource.Meta):
        model = Question

    def get_queryset(self):
        return super().get_queryset().select_related("competency").prefetch_related("roles")

    def rules(self, instance, errors):
        is_scored = instance.type and instance.can_be_scored
        if is_scored and not instance.competency_id and not {"competency", "type"} & errors.keys():
            rule = "question_scored_type_has_competency"
            constraints = {one.name: one for one in Question._meta.constraints}
            errors["competency"] = [constraints[rule].violation_error_message]

    def rows_of(self, instance):
        yield self.texts(instance) | {"state": str(instance.get_state_display())}


class PartsResource(SheetResource):
    """Parts are kept as cells by place: `{place: {key: text}}`, a place being what identifies a
    part of a thing."""

    def read_parts(self, instance, row, new):
        record = row["record"]
        before = {} if new else self.parts_there(instance)
        after = {place: dict(texts) for place, texts in before.items()}
        row["places"] = {}
        if record.has_parts:
            for part in record.rows:
                place, texts = self.part(part, before)
                if place is None:
                    continue
                if place in row["places"]:
                    number = row["places"][place].number
                    part.faults.append((self.place_key, self.twice % {"number": number}))
                row["places"].setdefault(place, part)
                after[place] = after.get(place, {}) | texts
            self.complete(record, before, after, row["places"])
        row["parts_before"], row["parts_after"] = _spoken(before), _spoken(after)
        instance.parts_in_file = row["parts_after"]

    def parts_differ(self, row):
        return row["parts_before"] != row["parts_after"]

    def note_changed_parts(self, record, row):
        before, after = row["parts_before"], row["parts_after"]
        for place in [*before, *[place for place in after if place not in before]]:
            old, new = before.get(place, {}), after.get(place, {})
            part = row["places"].get(place, record.rows[0])
            if place not in after:
                part.changes.append((self.place_key, self.place_name(place), ""))
                continue
            if place not in before:
                part.changes.append((self.place_key, "", self.place_name(place)))
            part.changes += [
                (key, old.get(key, ""), new.get(key, ""))
                for key in dict.fromkeys([*old, *new])
                if old.get(key, "") != new.get(key, "")
            ]

    def read_cells(self, part: Row, columns: Iterable[Column]) -> dict[str, Any]:
        """The values of these cells of a part; those that are faulty or absent are left out."""
        values = {}
        for column in columns:
            if column.key in part.cells:
                try:
                    values[column.key] = cells.read(column, part.cells[column.key], self.names)
                except cells.CellError as error:
                    part.faults.append((column.key, str(error)))
        return values

    def rows_of(self, instance):
        """All about the whole stands in the first row, what identifies it in each."""
        texts = self.texts(instance)
        identity = {key: texts[key] for key in ("slug", self.kind.called)}
        parts = self.parts_there(instance)
        for number, (place, part) in enumerate(parts.items()):
            yield (identity if number else texts) | self.place_cells(place) | part
        if not parts:
            yield texts


def _spoken(parts):
    """Parts without the cells that are empty, and without those that say nothing."""
    spoken = {
        place: {k: text for k, text in texts.items() if text} for place, texts in parts.items()
    }
    return {place: texts for place, texts in spoken.items() if texts}


class CompetencyResource(PartsResource):
    """A part is the anchors for a scale and a level; its place is `(slug of the scale, level)`."""

    kind = COMPETENCIES
    place_key = "level"

    class Meta(SheetResource.Meta):
        model = Competency

    def __init__(self, names=None, is_writing=False):
        super().__init__(names, is_writing)
        self.points = {}
        for scale, value in ScalePoint.objects.values_list("scale__slug", "value"):
            self.points.setdefault(scale, set()).add(value)

    @property
    def twice(self):
        return _("Row %(number)s has the anchors for this scale and level already.")

    def get_queryset(self):
        anchors = Anchor.objects.select_related("point__scale")
        return super().get_queryset().prefetch_related(models.Prefetch("anchors", anchors))

    def parts_there(self, instance):
        parts = {}
        for anchor in instance.anchors.all():
            place = (anchor.point.scale.slug, anchor.level)
            parts.setdefault(place, {})[f"anchor_{anchor.point.value}"] = cells.tidy(anchor.text)
        return dict(sorted(parts.items(), key=lambda part: (part[0][0], LEVEL_ORDER[part[0][1]])))

    def part(self, part, before):
        values = self.read_cells(part, self.kind.parts)
        texts = {key: text for key, text in values.items() if key.startswith("anchor_")}
        if not any(part.cells.get(column.key, "").strip() for column in self.kind.parts):
            return None, {}
        scale = values.get("scale") or self._only_scale(part)
        if scale is None or ("level" in part.cells and "level" not in values):
            return None, {}
        for value in SCALE_POINTS:
            if texts.get(f"anchor_{value}") and value not in self.points.get(scale.slug, ()):
                part.faults.append(
                    (
                        f"anchor_{value}",
                        _("The scale “%(scale)s” has no point %(value)s. Leave this cell empty.")
                        % {"scale": scale, "value": value},
                    )
                )
        return (scale.slug, values.get("level", "")), texts

    def _only_scale(self, part):
        scales = self.names["scales"].by_slug
        if len(scales) == 1:
            return next(iter(scales.values()))
        if not any(key == "scale" for key, _message in part.faults):
            known = ", ".join(sorted(scales)) or "–"
            part.faults.append(("scale", _("Write one of: %(known)s.") % {"known": known}))
        return None

    def complete(self, record, before, after, places):
        """Anchors for scales and levels that the file leaves out stay as they are."""

    def place_name(self, place):
        scale, level = place
        return f"{scale}, {Level(level).label if level else _('general')}"

    def place_cells(self, place):
        scale, level = place
        return {"scale": scale, "level": str(Level(level).label) if level else ""}


class RoleResource(PartsResource):
    """A part is a competency of the role; its place is `(slug of the competency,)`. The rows of a
    file are all of them, as weights sum to 100."""

    kind = ROLES
    place_key = "competency"

    class Meta(SheetResource.Meta):
        model = Role

    @property
    def twice(self):
        return _("Row %(number)s has this competency of the role already.")

    def get_queryset(self):
        parts = models.Prefetch(
            "role_competencies",
            Role.competencies.through.objects.select_related("competency"),
        )
        return super().get_queryset().select_related("family").prefetch_related(parts)

    def _columns(self):
        return [column for column in self.kind.parts if column.key != "competency"]

    def parts_there(self, instance):
        return {
            (part.competency.slug,): {
                column.key: cells.written(column, getattr(part, column.key))
                for column in self._columns()
            }
            for part in instance.role_competencies.all()
        }

    def part(self, part, before):
        values = self.read_cells(part, self.kind.parts)
        if not any(part.cells.get(column.key, "").strip() for column in self.kind.parts):
            return None, {}
        competency = values.get("competency")
        if competency is None:
            if not any(key == "competency" for key, _message in part.faults):
                part.faults.append(("competency", _("Say which competency this weight is for.")))
            return None, {}
        place = (competency.slug,)
        if values.get("weight", 0) is None or ("weight" not in part.cells and place not in before):
            part.faults.append(("weight", _("Give a weight from 1 to 100 per cent.")))
        columns = [column for column in self._columns() if column.key in values]
        texts = {column.key: cells.written(column, values[column.key]) for column in columns}
        return place, texts

    def complete(self, record, before, after, places):
        """What the file leaves out is dropped; new or changed weights have to sum to 100."""
        if any(key == "competency" for row in record.rows for key, _message in row.faults):
            return
        for place in [place for place in after if place not in places]:
            del after[place]
        weights = {place: texts.get("weight", "") for place, texts in after.items()}
        if record.is_faulty or weights == {p: texts["weight"] for p, texts in before.items()}:
            return
        total = sum(int(weight) for weight in weights.values())
        if total != 100:
            wrong = _(
                "The weights of this role sum to %(total)s; change them so that they sum to 100."
            )
            for part in places.values():
                part.faults.append(("weight", wrong % {"total": total}))

    def place_name(self, place):
        return place[0]

    def place_cells(self, place):
        return {"competency": place[0]}


RESOURCES = {
    resource.kind.slug: resource
    for resource in (QuestionResource, CompetencyResource, RoleResource)
}


def rows_to_export(kind: Kind, things: models.QuerySet) -> Iterable[dict[str, str]]:
    """The rows of a file about these things, by the keys of their columns."""
    resource = RESOURCES[kind.slug]()
    wanted = resource.get_queryset().filter(pk__in=things.values("pk")).order_by("slug")
    for instance in resource.iter_queryset(wanted):
        yield from resource.rows_of(instance)
