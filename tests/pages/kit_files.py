"""Files of kits for the tests of importing, and what a person does with them."""

import json

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from interviews.models import Anchor, Kit, KitRevision, Question, RatingScale
from roles.models import Competency, Role, RoleCompetency
from tests.interviews.test_exchange import resealed
from tests.pages.markup import Page

IMPORT = "/import-kit/"


def carried_off(revision):
    """The file of a revision, once this installation has the library for it, but no kit."""
    text = revision.as_json()
    KitRevision.objects.all().delete()
    Kit.objects.all().delete()
    return text


def handed_in(text):
    data = text if isinstance(text, bytes) else text.encode()
    return {"file": SimpleUploadedFile("kit.json", data, content_type="application/json")}


def changed(text, change):
    """Another file, sealed anew, after `change(document)`."""
    document = json.loads(text)["document"]
    change(document)
    return resealed(document)


def looked_at(response):
    """What the dry run posts when it is agreed to."""
    page = Page(response)
    fields = [a for tag, a in page.elements if tag == "input" and "name" in a]
    hidden = {a["name"]: a["value"] for a in fields if a.get("type") == "hidden"}
    chosen = {a["name"]: a["value"] for a in fields if a.get("type") == "radio" and "checked" in a}
    return hidden | chosen | {"import": "1"}


def rows():
    return {model.__name__: model.objects.count() for model in apps.get_models()}


def library():
    """All that the library says, but for proposals."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Role, Competency, RoleCompetency, RatingScale, Anchor)
    ] + [list(Question.objects.approved().order_by("pk").values())]


def first_question(text):
    return json.loads(text)["document"]["rounds"][0]["questions"][0]["key"]


def new_question(document):
    document["rounds"][0]["questions"][0] |= {"key": "new-one", "prompt": "What is new about it?"}
