"""The languages that a question can be written in."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

CODES = [
    "en",
    "ar",
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "ga",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "is",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "mk",
    "nb",
    "nl",
    "pl",
    "pt",
    "pt-br",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "th",
    "tr",
    "uk",
    "vi",
    "zh-hans",
    "zh-hant",
]


def language_choices(known=""):
    """Choices for a form: English first, the others by name; `known` too where it is no other."""
    names = {code: _(get_language_info(code)["name"]) for code in CODES}
    first, *others = names.items()
    choices = [first, *sorted(others, key=lambda choice: choice[1])]
    if known and known not in names:
        choices.append((known, known))
    return choices
