"""PubMed: articles of medicine by their number, answered as XML."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from agi_review.importers.catalogues.catalogue import (
    Catalogue,
    NoRecord,
    NotUnderstood,
    read_xml,
    text_of,
)
from agi_review.importers.names import Name, Names, orcid_in
from agi_review.importers.records import BibRecord
from agi_review.importers.values import MONTHS


def _path(pmid: str) -> str:
    return f"/entrez/eutils/efetch.fcgi?db=pubmed&id={pmid}&retmode=xml&tool=agi_review"


def _read(pmid: str, data: bytes) -> BibRecord:
    root = read_xml(data)
    if root.tag != "PubmedArticleSet":
        raise NotUnderstood("the answer is no set of PubMed articles")
    citation = root.find("PubmedArticle/MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    if citation is None or article is None:
        raise NoRecord(pmid)
    if (found := text_of(citation.find("PMID"))) != pmid:
        raise NotUnderstood(f"the answer is about PubMed id '{found[:80]}'")
    issue = article.find("Journal/JournalIssue")
    fields = {
        "title": text_of(article.find("ArticleTitle")).removesuffix("."),
        "journal": text_of(article.find("Journal/Title")),
        "volume": text_of(issue.find("Volume")) if issue is not None else "",
        "number": text_of(issue.find("Issue")) if issue is not None else "",
        "date": _date(issue.find("PubDate") if issue is not None else None),
        "pages": text_of(article.find("Pagination/MedlinePgn")),
        "pmid": pmid,
        "doi": _doi(root),
    }
    present = {name: value for name, value in fields.items() if value}
    return BibRecord(f"PMID {pmid}", "article", present, 1, "PubMed", names=_names(article))


def _doi(root: Element) -> str:
    for each in root.iterfind("PubmedArticle/PubmedData/ArticleIdList/ArticleId"):
        if each.get("IdType") == "doi":
            return text_of(each)
    return ""


def _date(published: Element | None) -> str:
    """Return the date of the issue; `2024 Jan-Feb` says the year alone."""
    if published is None:
        return ""
    year = text_of(published.find("Year")) or text_of(published.find("MedlineDate"))[:4]
    month = text_of(published.find("Month")).lower()
    day = text_of(published.find("Day"))
    if month in MONTHS:
        month = f"{MONTHS.index(month) + 1:02}"
    if not re.fullmatch(r"[0-9]{1,2}", month):
        return year
    return "-".join([year, f"{int(month):02}", *([f"{int(day):02}"] if day.isdecimal() else [])])


def _names(article: Element) -> Names:
    listed = article.find("AuthorList")
    authors: list[Name] = []
    for each in listed.iterfind("Author") if listed is not None else ():
        parts = {
            "family": text_of(each.find("LastName")),
            "given": text_of(each.find("ForeName")) or text_of(each.find("Initials")),
            "suffix": text_of(each.find("Suffix")),
            "group": text_of(each.find("CollectiveName")),
            "orcid": orcid_in(text_of(each.find("Identifier[@Source='ORCID']"))),
        }
        if name := {part: text for part, text in parts.items() if text}:
            authors.append(name)
    partial = listed is not None and listed.get("CompleteYN") == "N"
    return Names(tuple(authors), partial)


PUBMED = Catalogue("PubMed", "pmid", "https://eutils.ncbi.nlm.nih.gov", 0.4, "xml", _path, _read)
