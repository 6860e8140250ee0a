"""The page of a paper."""

from __future__ import annotations

from collections import defaultdict

from agi_review.graph.completeness import findings_of
from agi_review.schema.kinds.challenge import ChallengeEntry
from agi_review.schema.kinds.dataset import DatasetEntry
from agi_review.schema.kinds.family import FamilyEntry
from agi_review.schema.kinds.model import ModelEntry
from agi_review.schema.kinds.paper import Author, Finding, PaperEntry
from agi_review.schema.kinds.theme import ThemeEntry
from agi_review.schema.prose import CitationGroup, find_references
from agi_review.schema.vocabulary import Role
from agi_review.views.composer import (
    Composer,
    claim_anchor,
    group_of,
    in_words,
    month_in_words,
    plural,
    text_fact,
    work_type,
)
from agi_review.views.entry_page import EntryPage, Parts, assemble, key_terms, prose_section
from agi_review.views.links import link_to
from agi_review.views.parts import (
    Action,
    Answer,
    Badge,
    Banner,
    ClaimGroup,
    ClaimView,
    FactGroup,
    FactLine,
    LinkGroup,
    Preview,
    Section,
    SourceLine,
    Value,
)
from agi_review.views.people import link_to_person
from agi_review.views.pictures.network import citation_network
from agi_review.views.similar import similar_papers
from agi_review.views.venues import link_to_venue
from agi_review.views.years import year_of

MOST_AUTHORS = 12
"""Authors the by-line names before it folds to ten."""

NAMED_WHEN_FOLDED = 10

_HEADINGS = {
    "methodology": "Methodology",
    "results": "Results",
    "significance": "Significance",
    "contribution": "Contribution",
    "novelty": "Novelty",
    "limitations": "Limitations",
    "future_work": "Future work",
}

_QUESTIONS = (
    ("What did the authors do?", "methodology"),
    ("What came out?", "results"),
    ("Why does it matter?", "significance"),
    ("What was new?", "novelty"),
    ("Where are the limits?", "limitations"),
)

_SHOWN_ELSEWHERE = ("Cited by", "Claims that rest on it", "Introduces")


def paper_page(composer: Composer, paper: PaperEntry) -> EntryPage:
    """Return the page of a paper: summary, answers, findings, network, what rests on it."""
    folded = len(paper.authors) > MOST_AUTHORS
    named = NAMED_WHEN_FOLDED if folded else len(paper.authors)
    sections = [
        *prose_section(composer, "summary", "Quick summary", _summary(paper)),
        *_answers(composer, paper),
        *_findings(composer, paper),
        *composer.claims(paper),
        *_preview(paper),
        *_citations(composer, paper),
        *key_terms(composer, paper),
        *similar_papers(composer, paper),
        *_resting(composer, paper),
        *composer.backlinks(paper, skip=_SHOWN_ELSEWHERE),
    ]
    return assemble(
        composer,
        paper,
        Parts(
            sections=tuple(sections),
            facts=tuple(_facts(composer, paper)),
            badges=tuple(_badges(composer, paper)),
            banners=tuple(_banners(paper)),
            actions=tuple(_actions(paper)),
            byline=tuple(_author(composer, author) for author in paper.authors),
            byline_rest=len(paper.authors) - named,
            byline_partial=paper.author_list == "partial",
            subtitle=_published(paper),
        ),
    )


def _author(composer: Composer, author: Author) -> Value:
    """A name as it is printed, with its page here, or else with the ORCID that the page shows."""
    url = f"https://orcid.org/{author.orcid}" if author.orcid else None
    return Value(author.full, link=link_to_person(composer.graph, author), url=url)


def _summary(paper: PaperEntry) -> str | None:
    return "\n\n".join(text for text in (paper.summary, paper.description) if text) or None


def _published(paper: PaperEntry) -> str:
    """Venue, volume, pages and year as one line."""
    venue = paper.venue or work_type(paper.type).capitalize()
    volume = f" {paper.volume}" if paper.volume else ""
    issue = f"({paper.issue})" if paper.issue else ""
    pages = f", {paper.pages}" if paper.pages else ""
    date = (
        f" First public {month_in_words(paper.date)}." if paper.date and "-" in paper.date else ""
    )
    return f"{venue}{volume}{issue}{pages} ({paper.year}).{date}"


def _badges(composer: Composer, paper: PaperEntry) -> list[Badge]:
    badges = [Badge(work_type(paper.type), "neutral")]
    for relation in composer.incoming(paper, "introduced_in"):
        label = link_to(composer.graph, relation.source).label
        badges.append(Badge(f"introduces {label}", "neutral"))
    if paper.status and paper.status.state == "retracted":
        badges.insert(0, Badge("retracted", "alert"))
    return badges


PREPRINT_DOIS = ("10.48550/", "10.1101/", "10.21203/", "10.2139/", "10.36227/", "10.20944/")
"""How DOIs begin that preprint servers give: arXiv, bioRxiv and medRxiv, Research Square, SSRN,
TechRxiv, Preprints.org."""


def _banners(paper: PaperEntry) -> list[Banner]:
    status = paper.status
    if status is None or status.state == "none-found":
        return _published_version(paper)
    day = in_words(status.as_of)
    if status.state == "retracted":
        text = f"The publisher has withdrawn this paper (seen {day}); claims on it are marked."
        return [Banner("Retracted", text, "retracted", url=status.notice)]
    return [
        Banner(
            "Corrected", f"A correction was published (seen {day}).", "corrected", url=status.notice
        )
    ]


def _published_version(paper: PaperEntry) -> list[Banner]:
    """Say that a preprint has become a publication, where the record is still the preprint's.

    A record of the publication itself names its venue in the head; there is nothing to warn of.
    """
    ids = paper.ids
    if paper.type != "article" or not ids or not ids.arxiv or not ids.doi:
        return []
    if ids.doi.startswith(PREPRINT_DOIS):
        return []
    where = f" in {paper.venue}" if paper.venue else ""
    return [
        Banner(
            "Published version",
            f"This record is of the preprint; the work has since been published{where}.",
            "published",
            url=f"https://doi.org/{ids.doi}",
            url_label="Open the published version",
        )
    ]


def preview_address(paper: PaperEntry) -> str | None:
    """Return where the PDF of a paper may be read freely, if that is known."""
    ids, links = paper.ids, paper.links
    arxiv = f"https://arxiv.org/pdf/{ids.arxiv}" if ids and ids.arxiv else None
    return (links.pdf if links else None) or arxiv


def _preview(paper: PaperEntry) -> list[Section]:
    """The PDF, to be read here, where the entry knows one that may be read freely."""
    url = preview_address(paper)
    if url is None:
        return []
    return [Section("pdf", "PDF preview", preview=Preview(f"PDF of {paper.title}", url))]


def _actions(paper: PaperEntry) -> list[Action]:
    ids, links = paper.ids, paper.links
    actions = []
    if ids and ids.doi:
        actions.append(Action("Open at publisher", f"https://doi.org/{ids.doi}", primary=True))
    elif links and links.page:
        actions.append(Action("Open at publisher", links.page, primary=True))
    if ids and ids.arxiv:
        actions.append(Action("arXiv", f"https://arxiv.org/abs/{ids.arxiv}", primary=not actions))
    if links:
        named = (
            ("PDF", links.pdf),
            ("Code", links.code),
            ("Project", links.project),
            ("Data", links.data),
        )
        actions += [Action(label, url) for label, url in named if url]
    return actions


def _answers(composer: Composer, paper: PaperEntry) -> list[Section]:
    """Quick answers: the first finding under each heading, each leading to all of them."""
    first: dict[str, Finding] = {}
    for heading, finding in findings_of(paper.findings):
        first.setdefault(heading, finding)
    answers = tuple(
        Answer(
            question,
            composer.prose(first[heading].text),
            f"finding-{heading.replace('_', '-')}",
            _HEADINGS[heading],
        )
        for question, heading in _QUESTIONS
        if heading in first
    )
    return [Section("answers", "Quick answers", answers=answers)] if len(answers) > 1 else []


def _findings(composer: Composer, paper: PaperEntry) -> list[Section]:
    groups: dict[str, list[ClaimView]] = defaultdict(list)
    for heading, finding in findings_of(paper.findings):
        stance = "qualifies" if heading == "limitations" else "reports"
        groups[heading].append(
            ClaimView(
                claim_anchor(finding.text),
                composer.prose(finding.text),
                stance,
                _sources(composer, paper, finding),
                in_words(finding.checked),
                finding.checked,
            )
        )
    if not groups:
        return []
    views = tuple(
        ClaimGroup(_HEADINGS[heading], tuple(views), f"finding-{heading.replace('_', '-')}")
        for heading, views in groups.items()
    )
    count = sum(len(views) for views in groups.values())
    return [Section("findings", "Key findings", count, wide=True, claims=views)]


def _sources(composer: Composer, paper: PaperEntry, finding: Finding) -> tuple[SourceLine, ...]:
    """The paper itself, unless the finding cites others: a limitation may be another's word."""
    cited = [
        composer.source_line(citation.paper, citation.locator)
        for group in find_references(finding.text)
        if isinstance(group, CitationGroup)
        for citation in group.citations
        if citation.paper != paper.id
    ]
    return tuple(cited) or (composer.source_line(paper.id, finding.where),)


def _citations(composer: Composer, paper: PaperEntry) -> list[Section]:
    picture = citation_network(composer.graph, paper)
    if picture is None or picture.twin is None:
        return []
    return [
        Section(
            "citations",
            "Citation network",
            len(picture.twin.rows),
            wide=True,
            picture=picture,
            note="Only citations between papers of this base, and only those known to be true.",
        )
    ]


def _resting(composer: Composer, paper: PaperEntry) -> list[Section]:
    """Claims on other pages that name this paper as a source."""
    links = composer.claims_linking(paper, "Claims that rest on it")
    if not links:
        return []
    pages = {link.path.partition("#")[0] for link in links}
    title, count = "Claims that rest on it", len(links)
    note = f"{plural(count, 'claim')} on {plural(len(pages), 'page')} cite this paper."
    shown = (LinkGroup(None, links),)
    return [Section("rests-on-it", title, count, wide=True, links=shown, note=note)]


def _facts(composer: Composer, paper: PaperEntry) -> list[FactGroup]:
    ids = paper.ids
    identifiers = (
        [
            ("DOI", ids.doi, "https://doi.org/"),
            ("arXiv", ids.arxiv, "https://arxiv.org/abs/"),
            ("PubMed", ids.pmid, "https://pubmed.ncbi.nlm.nih.gov/"),
            ("OpenReview", ids.openreview, "https://openreview.net/forum?id="),
        ]
        if ids
        else []
    )
    details: list[FactLine | None] = [
        FactLine(label, (Value(value, url=f"{base}{value}"),))
        for label, value, base in identifiers
        if value
    ]
    details += _published_in(composer, paper)
    details.append(text_fact("ISBN", ids.isbn if ids else None))
    introduces = [r.source for r in composer.incoming(paper, "introduced_in")]
    links = [link_to(composer.graph, key) for key in sorted(introduces)]
    details.append(FactLine("Introduces", tuple(Value(link.label, link) for link in links)))
    groups = group_of("Details", details)
    groups += group_of("Bears on", _bearings(composer, paper))
    if paper.status:
        text = {
            "none-found": f"none found on {in_words(paper.status.as_of)}",
            "retracted": f"retracted, seen {in_words(paper.status.as_of)}",
            "corrected": f"corrected, seen {in_words(paper.status.as_of)}",
        }[paper.status.state]
        groups += group_of("Status", [text_fact("Retractions, corrections", text)])
    return groups


def _published_in(composer: Composer, paper: PaperEntry) -> list[FactLine]:
    """The pages of the venue and the year, where there are such."""
    links = {
        "Venue": link_to_venue(composer.graph, paper),
        "Year": year_of(composer.graph, paper),
    }
    return [FactLine(label, (Value(link.label, link),)) for label, link in links.items() if link]


def _bearings(composer: Composer, paper: PaperEntry) -> list[FactLine]:
    lines = []
    bearings = (
        ("Families", FamilyEntry, [(b.family, b.role) for b in paper.families]),
        ("Models", ModelEntry, [(b.model, b.role) for b in paper.models]),
        ("Data sets", DatasetEntry, [(b.dataset, b.role) for b in paper.datasets]),
        ("Themes", ThemeEntry, [(b.theme, b.role) for b in paper.themes]),
        ("Challenges", ChallengeEntry, [(b.challenge, b.role) for b in paper.challenges]),
    )
    for label, kind, pairs in bearings:
        done: dict[str, list[str]] = defaultdict(list)
        for id_, role in pairs:
            done[id_].append(_DONE[role])
        alike: dict[str, list[str]] = defaultdict(list)
        for target, words in done.items():
            alike[", ".join(words)].append(target)
        lines += [
            FactLine(f"{label} {words}", composer.values(kind, ids)) for words, ids in alike.items()
        ]
    return lines


_DONE: dict[Role, str] = {
    "introduces": "introduced",
    "uses": "used",
    "evaluates": "evaluated",
    "advances": "advanced",
    "addresses": "addressed",
    "reports": "reported on",
}
"""What a paper did with what it bears on."""
