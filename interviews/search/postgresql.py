"""The index on PostgreSQL: full-text vectors, the functions that make them, and triggers."""

from interviews.search.index import COMPETENCIES, EVENTS, QUESTIONS, TRIGGERS

# Unlike the parser of PostgreSQL, the one of FTS5 knows no addresses, paths or hyphenated words:
# whatever is neither letter nor digit parts two words.
ACCENTS = r"[\u0300-\u036f]+"
BETWEEN_WORDS = (
    r"[\u0001-\u002f\u003a-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7"
    r"\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ufe00-\ufe0f"
    r"\U0001f000-\U0001faff]+"
)
LONGEST_FIELD = 100_000  # characters; a vector has to stay under one megabyte
FENCE = "'|:1'::tsvector"  # no word, so that no phrase reaches from one field into the next

LANGUAGE = [
    "CREATE TEXT SEARCH DICTIONARY interviews_stem (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION interviews_words (PARSER = default)",
    """ALTER TEXT SEARCH CONFIGURATION interviews_words ADD MAPPING FOR
    asciiword, word, numword, int, uint, float, sfloat, version WITH interviews_stem""",
]
FUNCTIONS = [
    f"""CREATE FUNCTION interviews_words_of(content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('interviews_words', regexp_replace(regexp_replace(
        normalize(lower(left(coalesce(content, ''), {LONGEST_FIELD})), NFD),
        '{ACCENTS}', '', 'g'), '{BETWEEN_WORDS}', ' ', 'g')) $$""",
    f"""CREATE FUNCTION interviews_question_words(question interviews_question, competency text)
    RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT setweight(interviews_words_of(question.prompt), 'A')
        || {FENCE} || setweight(interviews_words_of(competency), 'B')
        || {FENCE} || setweight(interviews_words_of(competency), 'B')
        || {FENCE} || setweight(interviews_words_of(question.follow_ups), 'B')
        || {FENCE} || setweight(interviews_words_of(question.positive_indicators), 'C')
        || {FENCE} || setweight(interviews_words_of(question.red_flags), 'C')
        || {FENCE} || setweight(interviews_words_of(question.materials), 'D')
        || {FENCE} || setweight(interviews_words_of(question.slug), 'D') $$""",
    f"""CREATE FUNCTION interviews_competency_words(competency roles_competency)
    RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT setweight(interviews_words_of(competency.name), 'A')
        || {FENCE} || setweight(interviews_words_of(competency.definition), 'B')
        || {FENCE} || setweight(interviews_words_of(
            (SELECT string_agg(text, E'\\n') FROM interviews_anchor
            WHERE competency_id = competency.id)), 'D')
        || {FENCE} || setweight(interviews_words_of(competency.slug), 'D') $$""",
    # Whoever renames a competency waits for those who index questions by its name, and they for
    # it: neither would see what the other has not committed.
    f"""CREATE FUNCTION interviews_index_question() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        competency text;
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            DELETE FROM {QUESTIONS};
            RETURN NULL;
        END IF;
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM {QUESTIONS} WHERE question_id = OLD.id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            SELECT name INTO competency FROM roles_competency WHERE id = NEW.competency_id
                FOR SHARE;
            INSERT INTO {QUESTIONS} (question_id, document)
            VALUES (NEW.id, interviews_question_words(NEW, competency));
        END IF;
        RETURN NULL;
    END $$""",
    f"""CREATE FUNCTION interviews_index_competency() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            DELETE FROM {COMPETENCIES};
            RETURN NULL;
        END IF;
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM {COMPETENCIES} WHERE competency_id = OLD.id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO {COMPETENCIES} (competency_id, document)
            VALUES (NEW.id, interviews_competency_words(NEW));
            UPDATE {QUESTIONS} SET document = interviews_question_words(question, NEW.name)
            FROM interviews_question question
            WHERE question_id = question.id AND question.competency_id = NEW.id
                AND (TG_OP = 'INSERT' OR OLD.name <> NEW.name);
        END IF;
        RETURN NULL;
    END $$""",
    # Only a statement that begins after the lock is held sees the anchors of those before.
    f"""CREATE FUNCTION interviews_index_anchor() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM {COMPETENCIES}
            WHERE competency_id IN (OLD.competency_id, NEW.competency_id)
            ORDER BY competency_id FOR UPDATE;
        UPDATE {COMPETENCIES} SET document = interviews_competency_words(competency)
        FROM roles_competency competency
        WHERE {COMPETENCIES}.competency_id = competency.id
            AND (TG_OP = 'TRUNCATE'
                OR (TG_OP <> 'INSERT' AND competency.id = OLD.competency_id)
                OR (TG_OP <> 'DELETE' AND competency.id = NEW.competency_id));
        RETURN NULL;
    END $$""",
]
FUNCTION_OF = {
    "interviews_question": "interviews_index_question",
    "roles_competency": "interviews_index_competency",
    "interviews_anchor": "interviews_index_anchor",
}
TABLES = [
    f"CREATE TABLE {QUESTIONS} (question_id bigint PRIMARY KEY, document tsvector NOT NULL)",
    f"CREATE INDEX {QUESTIONS}_words ON {QUESTIONS} USING gin (document)",
    f"CREATE TABLE {COMPETENCIES} (competency_id bigint PRIMARY KEY, document tsvector NOT NULL)",
    f"CREATE INDEX {COMPETENCIES}_words ON {COMPETENCIES} USING gin (document)",
]


def _trigger(table, name):
    event = EVENTS[name.rpartition("_")[2]]
    return f"""CREATE TRIGGER interviews_search_{name} AFTER {event} ON {table}
    FOR EACH ROW EXECUTE FUNCTION {FUNCTION_OF[table]}()"""


def _trigger_on_emptying(table):
    return f"""CREATE TRIGGER interviews_search_emptied AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION_OF[table]}()"""


MAKE = [
    *LANGUAGE,
    *TABLES,
    *FUNCTIONS,
    *[_trigger(table, name) for table, names in TRIGGERS.items() for name in names],
    *map(_trigger_on_emptying, TRIGGERS),
]
FILL = [
    f"""INSERT INTO {COMPETENCIES} (competency_id, document)
    SELECT competency.id, interviews_competency_words(competency)
    FROM roles_competency competency""",
    f"""INSERT INTO {QUESTIONS} (question_id, document)
    SELECT question.id, interviews_question_words(question, competency.name)
    FROM interviews_question question
    LEFT JOIN roles_competency competency ON competency.id = question.competency_id""",
]
DROP = [
    *[f"DROP FUNCTION IF EXISTS {function}() CASCADE" for function in FUNCTION_OF.values()],
    "DROP FUNCTION IF EXISTS interviews_question_words CASCADE",
    "DROP FUNCTION IF EXISTS interviews_competency_words CASCADE",
    "DROP FUNCTION IF EXISTS interviews_words_of CASCADE",
    f"DROP TABLE IF EXISTS {QUESTIONS}",
    f"DROP TABLE IF EXISTS {COMPETENCIES}",
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS interviews_words",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS interviews_stem",
]
# Of the weights D, C, B and A.
RANKS = "'{0.05, 0.15, 0.3, 1.0}'"


def found_in(index):
    """SQL: that a row of `index` is found by its parameter, the key of what it found, and how well
    it fits, more for better."""
    query = "to_tsquery('interviews_words', %s)"
    key = "question_id" if index == QUESTIONS else "competency_id"
    return (
        f"{index}.document @@ {query}",
        f"{index}.{key}",
        f"ts_rank({RANKS}, {index}.document, {query}, 1)",
    )


def expression(terms):
    """What `to_tsquery` takes, for texts that have all terms."""
    return " & ".join(f"({_alternatives(term)})" for term in terms)


def any_in_prompt(words):
    """What `to_tsquery` takes, for questions whose prompt has one of the words."""
    return " | ".join(f"'{word}':A" for word in words)


def _alternatives(term):
    phrase = " <-> ".join(f"'{word}'" for word in term.words)
    ways = [f"{phrase}:*" if term.is_beginning else phrase]
    return " | ".join(ways + [f"'{stem}'" for stem in sorted(term.alternatives)])
