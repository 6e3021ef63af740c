"""A small library as text, for tests to break in one place at a time."""

import copy

import yaml

SMALL = {
    "families": [{"slug": "sales", "name": "Sales"}],
    "scales": [
        {
            "slug": "three-point",
            "name": "Three points",
            "points": [
                {"value": value, "label": label, "definition": f"{label} in the job."}
                for value, label in ((1, "Low"), (2, "Middle"), (3, "High"))
            ],
        }
    ],
    "competencies": [
        {
            "slug": slug,
            "name": slug.title(),
            "category": "hard",
            "definition": "What it is.",
            "anchors": {
                "three-point": {
                    "general": {
                        value: f"Does the part of {slug} that earns {value}" for value in (1, 2, 3)
                    }
                }
            },
        }
        for slug in ("listening", "planning")
    ],
    "roles": [
        {
            "slug": "seller",
            "family": "sales",
            "title": "Seller",
            "level": "mid",
            "summary": "Sells.",
            "other_titles": ["Vendor"],
            "reports_to": [{"role": "head"}, {"text": "Owner, in small firms"}],
            "pay_benchmarks": [
                {"amount": 50000, "currency": "EUR", "period": "year", "source": "A survey"}
            ],
            "competencies": [
                {"competency": "listening", "weight": 60, "essential": True},
                {"competency": "planning", "weight": 40},
            ],
        },
        {
            "slug": "head",
            "family": "sales",
            "title": "Head",
            "level": "manager",
            "summary": "Leads.",
            "competencies": [],
        },
    ],
    "questions": [
        {
            "slug": "listening-1",
            "competency": "listening",
            "type": "behavioural",
            "minutes": 6,
            "prompt": "Tell me about a time when you listened.",
            "follow_ups": ["What did you hear?"],
            "roles": ["seller"],
            "levels": ["mid"],
        },
        {"slug": "background-1", "type": "background", "minutes": 3, "prompt": "What brought you?"},
    ],
}


def small():
    """A fresh copy of the small library, to change at will."""
    return copy.deepcopy(SMALL)


def write(path, data):
    """`data` as YAML at `path`; text and bytes as they are."""
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        text = data if isinstance(data, str) else yaml.safe_dump(data, sort_keys=False)
        path.write_text(text, encoding="utf-8")
    return path
