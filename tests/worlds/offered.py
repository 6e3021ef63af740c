"""The acts that a page offers: its forms, filled in as somebody might who reads it."""

from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.worlds.answers import Request

TYPED = {
    "date": "2027-02-01",
    "time": "09:00",
    "email": "maria@client.example",
    "number": "30",
    "url": "https://papers.example/other",
    "text": "Maria Ruiz <maria@client.example>",
    "textarea": "A plain reason.",
}
NOT_SENT = {"csrfmiddlewaretoken"}


class Forms(HTMLParser):
    """`found` are (action, fields, buttons) of every form that is posted. `fields` are (name, kind,
    value, whether it is chosen)."""

    def __init__(self, body):
        super().__init__()
        self.found, self._by_id, self._form, self._area, self._select = [], {}, None, None, None
        self.feed(body)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._form = {"action": attrs.get("action", ""), "fields": [], "buttons": []}
            self._by_id[attrs.get("id")] = self._form
            if attrs.get("method", "").lower() == "post":
                self.found.append(self._form)
        form = self._by_id.get(attrs.get("form"), self._form)
        if form is None or "disabled" in attrs:
            return
        if tag == "button" or (tag == "input" and attrs.get("type") == "submit"):
            if attrs.get("type", "submit") == "submit":
                form["buttons"].append(attrs)
        elif tag == "input" and attrs.get("name") and attrs.get("type") != "file":
            self._note(form, attrs, attrs.get("type", "text"), "checked" in attrs)
        elif tag == "textarea":
            self._area = (form, attrs, [])
        elif tag == "select":
            self._select = (form, attrs)
        elif tag == "option" and self._select:
            form, select = self._select
            option = {"name": select.get("name"), "value": attrs.get("value", "")}
            self._note(form, option, "option", "selected" in attrs)

    def handle_data(self, data):
        if self._area:
            self._area[2].append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area:
            form, attrs, texts = self._area
            self._note(form, attrs | {"value": "".join(texts).strip("\r\n")}, "textarea", True)
            self._area = None

    @staticmethod
    def _note(form, attrs, kind, chosen):
        if attrs.get("name") and attrs["name"] not in NOT_SENT:
            form["fields"].append((attrs["name"], kind, attrs.get("value"), chosen))


def offered(request, answer):
    """The requests that the forms on this page make, one for each button."""
    if b"<form" not in answer.body:
        return
    here = request.url
    if request.method == "get" and request.data:
        here += f"?{urlencode(request.data)}"
    for form in Forms(answer.body.decode()).found:
        data = _filled(form["fields"])
        for button in form["buttons"] or [{}]:
            url = urljoin(here, button.get("formaction", form["action"]))
            pressed = {button["name"]: button.get("value", "")} if button.get("name") else {}
            try:
                name = resolve(urlsplit(url).path).view_name
            except Resolver404:
                continue
            yield Request(name, url.partition("#")[0], "post", data | pressed)


def _filled(fields):
    data, options = {}, {}
    for name, kind, value, chosen in fields:
        if kind in ("radio", "checkbox", "option"):
            options.setdefault((name, kind), []).append((value or "on", chosen))
            if kind == "option":
                options[name, kind][-1] = (value or "", chosen)
        else:
            data[name] = value or TYPED.get(kind, "")
    for (name, kind), values in options.items():
        picked = [value for value, chosen in values if chosen]
        if not any(picked):  # somebody chooses the first that says something
            picked = [value for value, _chosen in values if value][:1]
        data[name] = picked if kind == "checkbox" else picked[-1] if picked else ""
    return data
