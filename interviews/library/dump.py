"""Write the library as files, in the form that `load` reads."""

from pathlib import Path

import yaml
from django.db import transaction

from interviews.library import forms
from interviews.library.sections import SECTIONS, Section


class Plain(yaml.SafeDumper):
    """Block style, lists indented under their name, no aliases, long paragraphs readable."""

    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, indentless=False)


def _text(dumper, text):
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Plain.add_representer(str, _text)


def text_of(section: Section) -> str:
    """One section with all its entries, in its order; empty when there are none."""
    entries = [_tidy(section.fields, data) for data in section.current().values()]
    if not entries:
        return ""
    return yaml.dump(
        {section.name: entries}, Dumper=Plain, allow_unicode=True, sort_keys=False, width=96
    )


def _tidy(fields: dict[str, forms.Field], data: dict) -> dict:
    """The fields in their written order, without those that say nothing."""
    tidy = {}
    for name, spec in fields.items():
        value = data[name]
        if isinstance(value, list):
            value = [_tidy_item(item) for item in value]
        if spec.required or value not in ("", [], None):
            tidy[name] = value
    return tidy


def _tidy_item(item):
    if not isinstance(item, dict):
        return item
    return {name: value for name, value in item.items() if value not in ("", None)}


def dump(folder: Path) -> list[Path]:
    """Write one file a section into `folder`, made if need be. Returns the files, in order.

    A section without entries writes no file, and nothing is ever removed. Raises `LookupError`
    for an empty library, before anything is touched, and `OSError` where a file cannot be written.
    """
    with transaction.atomic():
        texts = {f"{section.name}.yaml": text_of(section) for section in SECTIONS}
    texts = {name: text for name, text in texts.items() if text}
    if not texts:
        raise LookupError("The library is empty.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        part = folder / f".{name}.part"
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(folder / name)
    return [folder / name for name in texts]
