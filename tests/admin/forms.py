"""Filling in the forms that admin pages offer, as a person does."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """The main form of an admin page: `data` is what would be sent if it were saved as it is."""

    def __init__(self, response):
        super().__init__()
        self.address = response.request["PATH_INFO"]
        if query := response.request["QUERY_STRING"]:
            self.address += f"?{query}"
        self.data, self._templates, self._names = {}, {}, set()
        self._in_form, self._select, self._textarea = False, None, None
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        name = attributes.get("name")
        if tag == "form":
            self._in_form = attributes.get("id", "").endswith("_form")
        elif not self._in_form:
            return
        if name:
            self._names.add(name)
        if tag == "input":
            self._input(name, attributes)
        elif tag == "textarea":
            self._textarea = name
            self._put(name, "")
        elif tag == "select":
            self._select = (name, "multiple" in attributes)
        elif tag == "option" and self._select:
            self._option(attributes)

    def _input(self, name, attributes):
        kind = attributes.get("type", "text")
        if kind in ("submit", "button") or not name:
            return
        if kind in ("checkbox", "radio"):
            if "checked" in attributes:
                self._put(name, attributes.get("value", "on"), several=kind == "checkbox")
            return
        self._put(name, attributes.get("value", ""))

    def _option(self, attributes):
        name, several = self._select
        if "selected" in attributes:
            self._put(name, attributes["value"], several=several)
        elif not several and name not in self.data.keys() | self._templates.keys():
            self._put(name, attributes.get("value", ""))  # a browser sends the first

    def handle_data(self, data):
        if self._textarea:
            values = self._templates if "__prefix__" in self._textarea else self.data
            values[self._textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._textarea:
            # A browser leaves out the line break that the admin writes first.
            values = self._templates if "__prefix__" in self._textarea else self.data
            values[self._textarea] = values[self._textarea].removeprefix("\n").removeprefix("\r\n")
            self._textarea = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._in_form = False

    def _put(self, name, value, several=False):
        values = self._templates if "__prefix__" in name else self.data
        if several:
            values.setdefault(name, []).append(value)
        else:
            values[name] = value

    def fill(self, **values):
        """Type into fields that the form has."""
        for name, value in values.items():
            assert name in self._names, f"{name} is no field here"
            self.data[name] = value
        return self

    def add_row(self, prefix, **values):
        """Add a row as “Add another” does, and type into it."""
        number = int(self.data[f"{prefix}-TOTAL_FORMS"])
        self.data[f"{prefix}-TOTAL_FORMS"] = number + 1
        start = f"{prefix}-__prefix__-"
        assert {f"{start}{name}" for name in values} <= self._names, "a field that the row has not"
        offered = self._templates.items()
        fields = {name.removeprefix(start): v for name, v in offered if name.startswith(start)}
        for name, value in (fields | values).items():
            self.data[f"{prefix}-{number}-{name}"] = value
        return self

    def rows(self, prefix):
        """What stands in the rows of an inline, without what identifies them."""
        count = int(self.data[f"{prefix}-TOTAL_FORMS"])
        starts = [f"{prefix}-{number}-" for number in range(count)]
        return [
            {
                name.removeprefix(start): value
                for name, value in self.data.items()
                if name.startswith(start) and not name.endswith(("-id", "-role"))
            }
            for start in starts
        ]

    def save(self, client, **buttons):
        return client.post(self.address, self.data | (buttons or {"_save": "Save"}))
