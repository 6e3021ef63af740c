"""The job description out of a role: what stands in it, what does not, and how it is written down
as Markdown and as plain text."""

import re
import string

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from roles.job_description import (
    CHOICES,
    UNUSUAL,
    USUAL,
    Entry,
    JobDescription,
    Part,
    PayRange,
    Section,
    describe,
    keys_on_record,
    pay_in_words,
)
from roles.markdown import escape, markdown
from roles.models import PayBenchmark, Role, RoleLink
from roles.plain_text import WIDTH, plain_text
from tests import factories

PAY = PayRange(60000, 80000, "EUR", "year")
# All words that do not come from a field.
PHRASES = (
    "About the role", "What you will do", "How success is measured", "What you bring",
    "Where you will work", "Reporting lines", "Pay", "Career path", "What the interviews assess",
    "Industries", "Also known as",
    "Scope", "Professional skills", "Personal skills", "Education", "Experience", "Travel",
    "You report to", "Reporting to you", "Published figures", "People come from", "It leads on to",
    "Level", "Source", "undated", "60,000 to 80,000 EUR a year",
)  # fmt: skip


def profile(role):
    return Role.objects.with_profile().get(pk=role.pk)


def part(description, heading, label=""):
    [section] = [each for each in description.sections if each.heading == heading]
    [found] = [each for each in section.parts if each.label == label]
    return found


@pytest.fixture
def role(db):
    """A role that has something in every field."""
    role = factories.RoleFactory(
        title="Account Executive",
        other_titles="Client Executive",
        summary="Owns the sales cycle.\nFrom end to end.\n\nAnd learns from it.",
        scope="Own quota.",
        distinctions="Narrower than a manager's post",
        responsibilities="Qualify pipeline\nClose deals",
        hard_skills="CRM records",
        soft_skills="Patient listening",
        education="A degree helps.",
        experience="Two to five years.",
        work_environment="At home or office.",
        travel="Once a month.",
        measures="Revenue against quota",
        pay_structure="Base and bonus.",
        industries="Telecommunications",
    )
    factories.RoleCompetencyFactory(
        role=role, competency__name="Discovery", competency__definition="Asks before proposing."
    )
    boss = factories.RoleFactory(title="Sales Director")
    RoleLink.objects.create(role=role, kind="reports_to", target=boss, text="in small firms")
    RoleLink.objects.create(role=role, kind="career_from", text="Shop assistant")
    RoleLink.objects.create(role=role, kind="career_to", target=boss)
    trainee = factories.RoleFactory(title="Trainee")
    RoleLink.objects.create(role=trainee, kind="reports_to", target=role, text="at first")
    PayBenchmark.objects.create(role=role, amount=73872, source="An article", note="Read it.")
    PayBenchmark.objects.create(
        role=role, amount=50, currency="EUR", period="hour", source="A survey", date="2024-05-06"
    )
    return profile(role)


def test_what_sets_a_role_apart_is_for_those_who_choose_and_never_in_it(role):
    assert "Narrower than a manager's post" in role.distinctions
    assert "Narrower than" not in plain_text(describe(role, CHOICES, PAY))


def test_every_field_has_its_place(role):
    said = describe(role, CHOICES, PAY)

    assert (said.title, said.facts) == ("Account Executive", ("Sales", "Level: Mid-level"))
    assert [section.heading for section in said.sections] == list(PHRASES[:11])
    assert part(said, "About the role").paragraphs == (
        "Owns the sales cycle.\nFrom end to end.",
        "And learns from it.",
    )
    assert part(said, "About the role", "Scope").paragraphs == ("Own quota.",)
    assert part(said, "What you will do").lines == ("Qualify pipeline", "Close deals")
    assert part(said, "How success is measured").lines == ("Revenue against quota",)
    assert part(said, "What you bring", "Professional skills").lines == ("CRM records",)
    assert part(said, "What you bring", "Personal skills").lines == ("Patient listening",)
    assert part(said, "What you bring", "Education").paragraphs == ("A degree helps.",)
    assert part(said, "What you bring", "Experience").paragraphs == ("Two to five years.",)
    assert part(said, "Where you will work").paragraphs == ("At home or office.",)
    assert part(said, "Where you will work", "Travel").paragraphs == ("Once a month.",)
    assert part(said, "Reporting lines", "You report to").lines == (
        "Sales Director, in small firms",
    )
    assert part(said, "Reporting lines", "Reporting to you").lines == ("Trainee, at first",)
    assert part(said, "Career path", "People come from").lines == ("Shop assistant",)
    assert part(said, "Career path", "It leads on to").lines == ("Sales Director",)
    assert part(said, "What the interviews assess").entries == (
        Entry("Discovery", ("Asks before proposing.",)),
    )
    assert part(said, "Pay", "Published figures").entries == (
        Entry("73,872 USD a year", ("Source: An article, undated.", "Read it.")),
        Entry("50 EUR an hour", ("Source: A survey, 6 May 2024.",)),
    )
    assert [each.paragraphs for each in said.sections[6].parts[:2]] == [
        ("60,000 to 80,000 EUR a year",),
        ("Base and bonus.",),
    ]
    assert part(said, "Industries").lines == ("Telecommunications",)
    assert part(said, "Also known as").lines == ("Client Executive",)


@pytest.mark.parametrize("key", CHOICES)
def test_each_section_can_stand_alone(role, key):
    [section] = describe(role, [key]).sections

    assert section.parts
    assert all(each.paragraphs or each.lines or each.entries for each in section.parts)


def test_what_is_left_out_is_gone_with_its_heading(role):
    headings = {section.heading for section in describe(role, USUAL).sections}

    assert {"Pay", "Industries", "Also known as"}.isdisjoint(headings)
    assert set(UNUSUAL) | set(USUAL) == set(CHOICES)
    assert describe(role, ["nonsense", "onet_soc"]).sections == ()


def test_a_role_with_a_title_and_a_summary_leaves_no_hole(db):
    role = profile(factories.RoleFactory(title="Bare", summary="Does it."))

    assert keys_on_record(role) == ("summary",)
    assert plain_text(describe(role, CHOICES)) == (
        "Bare\n====\n\nSales · Level: Mid-level\n\nAbout the role\n--------------\n\nDoes it.\n"
    )
    assert markdown(describe(role, CHOICES)) == (
        "# Bare\n\nSales · Level: Mid-level\n\n## About the role\n\nDoes it.\n"
    )


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (60000, 80000, "60,000 to 80,000 EUR a month"),
        (60000, 60000, "60,000 EUR a month"),
        (60000, None, "From 60,000 EUR a month"),
        (None, 80000, "Up to 80,000 EUR a month"),
    ],
)
def test_pay_is_put_in_words(least, most, words):
    assert pay_in_words(PayRange(least, most, "EUR", "month")) == words


def fields_of(role):
    """Every text the library has about the role, as a reader finds it in running text."""
    yield from (role.title, role.family.name, role.get_level_display())
    for name in ("summary", "scope", "education", "experience", "work_environment", "travel"):
        yield getattr(role, name)
    yield role.pay_structure
    for name in (
        "responsibilities", "measures", "hard_skills", "soft_skills", "industries", "other_titles",
    ):  # fmt: skip
        yield from getattr(role, f"{name}_list")
    for link in (*role.reports_to, *role.career_from, *role.career_to):
        yield from (link.target.title if link.target else "", link.text)
    for link in role.links_of_reports:
        yield from (link.role.title, link.text)
    for row in role.role_competencies.all():
        yield from (row.competency.name, row.competency.definition)
    for figure in role.pay_benchmarks.all():
        yield from (f"{figure.amount:,} USD a year", figure.source, figure.note)


def leftover(text, known):
    """What remains of a text when what is known is taken out of it, longest first."""
    text = " ".join(text.split())
    for each in sorted({" ".join(each.split()) for each in known}, key=len, reverse=True):
        text = text.replace(each, " ") if each else text
    return re.sub(r"[\s.,:·=-]", "", text)


def test_nothing_in_it_is_invented(db):
    call_command("load_library", settings.BASE_DIR / "fixtures" / "sales", verbosity=0)
    roles = list(Role.objects.with_profile())
    assert len(roles) >= 11

    for role in roles:
        known = [*fields_of(role), *PHRASES]
        said = describe(role, CHOICES, PAY)
        assert leftover(plain_text(said), known) == ""
        assert leftover(" ".join(text for _kind, text in read(markdown(said))), known) == ""


# Reading Markdown back, by the letter of CommonMark as far as our files use it.

BLOCK_STARTS = re.compile(
    r"\s|#{1,6}(\s|$)|[-+*](\s|$)|\d{1,9}[.)](\s|$)|>|=+\s*$|-+\s*$|([-*_]\s*){3,}$|```|~~~|<|\|"
    r"|:?-+:?\s*(\||$)"
)
BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\\n")


def inline(source):
    """The text of a line; a sign that is not escaped and would be read as a mark is an error."""
    assert not BLOCK_STARTS.match(source), source
    text, signs = "", iter(source)
    for sign in signs:
        if sign == "\\":
            sign = next(signs)
            assert sign in string.punctuation, source
        else:
            assert sign not in "*_`[]<|~#", source
        text += sign
    assert not re.search(r"(?<!\\)&(\w+|#\w+);", source), source
    return text


def read(source):
    """(kind, text) of each block, in order; kinds are h1 to h3, item, name and text."""
    assert source.endswith("\n")
    found = []
    for block in source[:-1].split("\n\n"):
        assert block.strip()
        if heading := re.fullmatch(r"(#{1,3}) (.+)", block):
            found.append((f"h{len(heading[1])}", inline(heading[2])))
        elif block.startswith("- "):
            found += [("item", inline(line.removeprefix("- "))) for line in block.split("\n")]
        else:
            *lines, last = block.split("\n")
            assert all(re.search(r"(?<!\\)(\\\\)*\\$", line) for line in lines), block
            lines = [line[:-1] for line in lines] + [last]
            if name := re.fullmatch(r"\*\*(.+)\*\*", lines[0]):
                found.append(("name", inline(name[1])))
                lines = lines[1:]
            if lines:
                found.append(("text", "\n".join(map(inline, lines))))
    return found


def tidy(text):
    """As the fields' texts come out of `describe`: without empty lines and space at the ends."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


WRITTEN = st.text(alphabet="ab1 .)(-+=*_`~#<>&;|[]!:/\\\nwé中'\"", min_size=1)
TEXT = st.builds(tidy, WRITTEN).filter(bool)
LINE = TEXT.filter(lambda text: "\n" not in text)


def description(title, paragraph, line, name):
    parts = (
        Part("Label", paragraphs=(paragraph, "Then.")),
        Part(lines=(line, "and")),
        Part(entries=(Entry(name, (paragraph, line)), Entry(name, ()))),
    )
    return JobDescription(title, ("Sales", line), (Section("Heading", parts),))


@given(title=LINE, paragraph=TEXT, line=LINE, name=LINE)
def test_markdown_reads_as_what_was_written(title, paragraph, line, name):
    assert read(markdown(description(title, paragraph, line, name))) == [
        ("h1", title), ("text", f"Sales · {line}"), ("h2", "Heading"),
        ("h3", "Label"), ("text", paragraph), ("text", "Then."),
        ("item", line), ("item", "and"),
        ("name", name), ("text", paragraph), ("text", line), ("name", name),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("Plain words, as most are (and a dash - too): 50 % + 3.5!", None),
        ("R&D, Q&A and AT&T", None),
        ("# 1", r"\# 1"),
        ("1. one", r"1\. one"),
        ("2024) two", r"2024\) two"),
        ("- minus\n+ plus", "\\- minus\n\\+ plus"),
        ("above\n===", "above\n\\==="),
        ("above\n:--", "above\n\\:--"),
        ("> said", r"\> said"),
        ("*much* _more_", r"\*much\* \_more\_"),
        ("<b>bold</b> &amp; &#42;", r"\<b>bold\</b> \&amp; \&#42;".replace("&#", r"&\#")),
        ("[here](http://a.example)", r"\[here\](http\://a.example)"),
        ("www.a_b.example", r"www\.a\_b.example"),
        ("`code` ~~gone~~ a|b", r"\`code\` \~\~gone\~\~ a\|b"),
        ("ends in \\", r"ends in \\"),
    ],
)
def test_only_what_would_be_a_mark_is_escaped(written, escaped):
    assert escape(written) == (escaped or written)


@given(title=LINE, paragraph=TEXT, line=LINE, name=LINE)
def test_plain_text_keeps_its_shape(title, paragraph, line, name):
    text = plain_text(description(title, paragraph, line, name))

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert all(row == row.rstrip() for row in text.split("\n"))
    assert (
        leftover(text, [title, paragraph, line, name, "Label", "Heading", "Sales", "Then", "and"])
        == ""
    )


def test_plain_text_breaks_lines_between_words_only():
    address = "https://company.example/" + "a" * 90
    words = f"{'word ' * 40}{address} {'사원 ' * 60}".strip()
    text = plain_text(description("中文", words, words, words))

    assert text.startswith("中文\n====\n")
    rows = text.split("\n")
    assert sum(address in row.split() for row in rows) == text.count("https") > 4
    assert all(len(row) <= WIDTH for row in rows if address not in row)
    assert all(len(row) + row.count("사") * 2 <= WIDTH for row in rows if "사" in row)
    assert f"- {'word ' * 14}word\n  word word" in text
