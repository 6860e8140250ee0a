"""Every rule by name: named for the fault, with its severity and its standing advice.

The page `docs/rules/<code>.md` says more, and `agi-review explain <code>` prints it.
"""

from __future__ import annotations

from agi_review.diagnostics.diagnostic import Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

# Files and bytes ---------------------------------------------------------------------------------
MISPLACED_FILE = Rule(
    "misplaced-file", _ERROR, "an entry is a file entries/<folder>/<id>.yaml; move or remove this"
)
BAD_ID = Rule("bad-id", _ERROR, "rename the file: lower-case letters, digits and single hyphens")
SYMLINK = Rule("symlink", _ERROR, "put the file itself here; links are not followed")
UNREADABLE_FILE = Rule(
    "unreadable-file", _ERROR, "an entry must be a regular file that can be read"
)
FILE_TOO_LARGE = Rule("file-too-large", _ERROR, "split the entry or shorten its texts")
NOT_UTF8 = Rule("not-utf8", _ERROR, "save the file as UTF-8")
FORBIDDEN_CHARACTER = Rule(
    "forbidden-character", _ERROR, "remove the character; indent with spaces, type plain text"
)

# YAML --------------------------------------------------------------------------------------------
YAML_SYNTAX = Rule("yaml-syntax", _ERROR, "mend the YAML; often a quote or an indent is missing")
YAML_FEATURE = Rule(
    "yaml-feature", _ERROR, "write plain YAML: no anchors, aliases, tags, merge keys or directives"
)
SEVERAL_DOCUMENTS = Rule("several-documents", _ERROR, "keep one entry a file; remove the --- line")
DUPLICATE_KEY = Rule("duplicate-key", _ERROR, "keep one of the two; neither wins on its own")
TOO_DEEP = Rule("too-deep", _ERROR, "entries are shallow; check the indentation")
TOO_LARGE = Rule("too-large", _ERROR, "shorten it or split the entry")
EMPTY_VALUE = Rule("empty-value", _ERROR, "write a value or leave the field out")
PLACEHOLDER_VALUE = Rule(
    "placeholder-value",
    _ERROR,
    "leave the field out if nobody looked, write not-reported if the source does not say; "
    "quote it if the word itself is meant",
)

# One entry ---------------------------------------------------------------------------------------
UNKNOWN_FIELD = Rule("unknown-field", _ERROR, "correct the name or remove the field")
MISSING_FIELD = Rule("missing-field", _ERROR, "add the field")
WRONG_TYPE = Rule("wrong-type", _ERROR, "write the value in the form the field takes")
NOT_IN_VOCABULARY = Rule("not-in-vocabulary", _ERROR, "use one of the listed words")
BAD_FORMAT = Rule("bad-format", _ERROR, "write the value in the form shown")
OUT_OF_RANGE = Rule("out-of-range", _ERROR, "check the value")
FORBIDDEN_MARKUP = Rule(
    "forbidden-markup", _ERROR, "prose is paragraphs, emphasis, lists, code and web links"
)
MALFORMED_REFERENCE = Rule(
    "malformed-reference", _ERROR, "cite with [@paper-id], link with [[kind:id]]"
)

# The whole base ----------------------------------------------------------------------------------
UNRESOLVED_REFERENCE = Rule("unresolved-reference", _ERROR, "add the entry or correct the id")
ALTERNATIVE_LABEL = Rule(
    "alternative-label", _ERROR, "refer to an entry by its id; its other names are for search"
)
WRONG_KIND = Rule("wrong-kind", _ERROR, "refer to an entry of the kind the field takes")
WRONG_SCHEME = Rule("wrong-scheme", _ERROR, "use a term of the scheme the field takes")
SELF_REFERENCE = Rule("self-reference", _ERROR, "an entry may not refer to itself here")
CYCLIC_DERIVATION = Rule("cyclic-derivation", _ERROR, "remove the link that runs against time")
DUPLICATE_IDENTIFIER = Rule(
    "duplicate-identifier", _ERROR, "one work is one entry; merge the two or correct the identifier"
)
DUPLICATE_NAME = Rule("duplicate-name", _ERROR, "merge the two entries or tell their names apart")
NEAR_DUPLICATE_TITLE = Rule(
    "near-duplicate-title", _WARNING, "a preprint and its published version are one entry"
)
PREPRINT_SINCE_PUBLISHED = Rule(
    "preprint-since-published",
    _WARNING,
    "cite the published version: its type, year and venue; keep the preprint's identifier",
)
MISSING_IDENTIFIER = Rule(
    "missing-identifier", _WARNING, "add an identifier under 'ids' or an address under 'links'"
)
MALFORMED_NAME = Rule(
    "malformed-name", _ERROR, "write 'family' and 'given' apart, or 'group' for a group"
)
NAME_CASE = Rule("name-case", _WARNING, "write the name as its bearer does")
DIFFERS_FROM_RECORD = Rule(
    "differs-from-record",
    _ERROR,
    "look at the work itself; correct the entry, or say why under curation.departures",
)
REPEATED_REFERENCE = Rule("repeated-reference", _WARNING, "name each entry once in a list")
REDUNDANT_LINK = Rule(
    "redundant-link", _WARNING, "leave it out: the page shows it from the other end"
)
ORPHAN_ENTRY = Rule("orphan-entry", _WARNING, "link it to another entry, or link one to it")
IMPOSSIBLE_DATE = Rule("impossible-date", _ERROR, "check both dates against their sources")
UNSOURCED_FACT = Rule("unsourced-fact", _ERROR, "name the paper the value was read in")
UNCITED_PARAGRAPH = Rule("uncited-paragraph", _ERROR, "cite a paper: [@paper-id, Abstract]")
DEPRECATED_TARGET = Rule("deprecated-target", _WARNING, "refer to the entry that took its place")

# What the passing of time brings, asked for with `check --as-of` ---------------------------------
OVERDUE_REVIEW = Rule(
    "overdue-review", _WARNING, "read it against its sources and set a new day in 'review_by'"
)
LONG_UNCHECKED = Rule(
    "long-unchecked", _WARNING, "compare it with the source and note the day in 'checked'"
)

RULES: tuple[Rule, ...] = tuple(
    sorted((value for value in globals().values() if isinstance(value, Rule)), key=lambda r: r.code)
)
