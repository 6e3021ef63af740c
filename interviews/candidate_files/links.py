"""Which links are kept."""

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

WEB_LINK = URLValidator(
    schemes=["http", "https"], message=_("Give a whole link, such as https://example.org/cv.")
)
