"""Looking at a rendered page as a reader of markup does."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """A response's body: `elements` as (tag, attributes), and `text` without markup."""

    def __init__(self, response):
        super().__init__()
        self.elements = []
        self._text = []
        self._open_raw = ""
        self.inline = []
        self.feed(response.content.decode())
        self.text = " ".join(" ".join(self._text).split())

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self._open_raw = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag):
        self._open_raw = ""

    def handle_data(self, data):
        if self._open_raw and data.strip():
            self.inline.append(f"<{self._open_raw}>")
        elif not self._open_raw:
            self._text.append(data)

    def against_the_policy(self):
        """Inline script and style, event handlers, and addresses of other hosts that load by
        themselves."""
        found = list(self.inline)
        for tag, attributes in self.elements:
            found += [
                f"{tag} {name}" for name in attributes if name == "style" or name.startswith("on")
            ]
            loaded = attributes.get("src") or (tag == "link" and attributes.get("href")) or ""
            if loaded.startswith(("http:", "https:", "//")) or "javascript:" in loaded:
                found.append(f"{tag} {loaded}")
        return found

    def hrefs(self):
        return [attributes["href"] for tag, attributes in self.elements if attributes.get("href")]

    def forms(self):
        return [attributes for tag, attributes in self.elements if tag == "form"]

    def navigation(self):
        """Addresses in the main navigation, in order."""
        tags = [(tag, attributes.get("class", "")) for tag, attributes in self.elements]
        start, end = tags.index(("nav", "site-nav")), tags.index(("details", "account"))
        return [a["href"] for tag, a in self.elements[start:end] if tag == "a"]
