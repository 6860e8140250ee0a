"""`agi-review add`: a draft from an identifier, asked of a server that answers in every way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agi_review.cli import fetching
from agi_review.cli.main import cli
from agi_review.knowledge_base import load
from agi_review.schema.kinds.paper import PaperEntry
from tests.cli.catalogue_server import Answer, Server

ARXIV, DOI, PMID = "2304.12306", "10.1038/s41467-024-44824-z", "38866050"
NAMES = ("Jun Ma", "Yuting He", "Feifei Li", "Lin Han", "Chenyu You", "Bo Wang")
TITLE = "Segment Anything in Medical Images"


def atom(id_: str = ARXIV, *, doi: str = "") -> bytes:
    """Return the shape of arXiv's answer."""
    authors = "".join(f"<author><name>{name}</name></author>" for name in NAMES)
    own = f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{doi}</arxiv:doi>' if doi else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<entry><id>http://arxiv.org/abs/{id_}v3</id><published>2023-04-24T13:56:12Z</published>"
        f"<title>Segment Anything in\n  Medical Images</title>{authors}{own}</entry></feed>"
    ).encode()


def crossref(doi: str = DOI) -> bytes:
    """Return the shape of Crossref's answer."""
    authors = [dict(zip(("given", "family"), name.split(), strict=True)) for name in NAMES]
    work = {
        "DOI": doi,
        "type": "journal-article",
        "title": [TITLE],
        "author": authors,
        "container-title": ["Nature Communications"],
        "volume": "15",
        "article-number": "654",
        "published": {"date-parts": [[2024, 1, 22]]},
    }
    return json.dumps({"status": "ok", "message": work}).encode()


PUBMED = b"""<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "pubmed.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">38866050</PMID><Article>
<Journal><JournalIssue><Volume>634</Volume><Issue>8033</Issue>
<PubDate><Year>2024</Year><Month>Oct</Month></PubDate></JournalIssue><Title>Nature</Title></Journal>
<ArticleTitle>A multimodal generative AI copilot for <i>human</i> pathology.</ArticleTitle>
<Pagination><MedlinePgn>466-473</MedlinePgn></Pagination>
<AuthorList CompleteYN="N"><Author><LastName>Lu</LastName><ForeName>Ming Y</ForeName></Author>
</AuthorList></Article></MedlineCitation><PubmedData><ArticleIdList>
<ArticleId IdType="doi">10.1038/s41586-024-07618-3</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle></PubmedArticleSet>"""


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been slept."""
    slept: list[float] = []
    real = fetching.Fetcher

    def quick(folder: Path, timeout: float, mailto: str) -> fetching.Fetcher:
        return real(folder, timeout, mailto, sleep=slept.append)

    monkeypatch.setattr("agi_review.cli.add.Fetcher", quick)
    return slept


Add = Callable[..., Result]


@pytest.fixture
def add(tmp_path: Path, waits: list[float]) -> Add:
    """Call the command on a base of its own."""

    def run(*arguments: str, given: bytes | None = None) -> Result:
        entries = str(tmp_path / "entries")
        return CliRunner().invoke(cli, ["add", *arguments, "--entries", entries], input=given)

    return run


def entry(base: Path, id_: str) -> PaperEntry:
    """Return an entry of a base without findings."""
    loaded = load(base / "entries")
    assert [each for each in loaded.report.diagnostics if each.severity == "error"] == []
    found = loaded.graph.get(PaperEntry, id_)
    assert found is not None
    return found


def test_an_arxiv_id_becomes_an_entry(server: Server, add: Add, tmp_path: Path) -> None:
    """Written where it belongs; the file's name is printed, and what to do next is said."""
    server.says("/api/query?id_list=2304.12306", Answer(atom()))
    done = add(ARXIV, "--added", "2026-11-24")

    path = tmp_path / "entries" / "papers" / "ma2023segment.yaml"
    assert (done.exit_code, done.stdout) == (0, f"{path.as_posix()}\n")
    assert "agi-review check" in done.stderr
    made = entry(tmp_path, "ma2023segment")
    assert (made.title, [each.full for each in made.authors]) == (TITLE, list(NAMES))
    assert (made.year, made.date, made.type) == (2023, "2023-04-24", "article")
    assert made.ids is not None
    assert made.ids.arxiv == ARXIV
    assert made.curation is not None
    assert made.curation.records == ("2304.12306 in arXiv",)
    assert server.asked[0][1].startswith("agi-review/")


def test_a_published_preprint_is_one_entry(server: Server, add: Add, tmp_path: Path) -> None:
    """It follows the published version, with both identifiers and both records."""
    server.says("/api/query", Answer(atom(doi=DOI)))
    server.says("/works/10.1038%2Fs41467", Answer(crossref(), "application/json"))
    done = add(f"https://arxiv.org/abs/{ARXIV}v2")

    assert f"published as {DOI}" in done.stderr
    made = entry(tmp_path, "ma2024segment")
    assert made.ids is not None
    assert (made.year, made.venue, made.pages) == (2024, "Nature Communications", "654")
    assert (made.ids.doi, made.ids.arxiv) == (DOI, ARXIV)
    assert made.curation is not None
    assert made.curation.records == (f"{DOI} in Crossref", f"{ARXIV} in arXiv")


def test_without_the_published_record_the_preprint_stays(
    server: Server, add: Add, tmp_path: Path
) -> None:
    """And says what to look up."""
    server.says("/api/query", Answer(atom(doi=DOI)))
    done = add(ARXIV)

    assert done.exit_code == 0
    assert "look it up" in done.stderr
    assert entry(tmp_path, "ma2023segment").type == "article"


@pytest.mark.parametrize("what", [DOI, f"doi:{DOI}", f"https://doi.org/{DOI}"])
def test_a_doi_becomes_an_entry(server: Server, add: Add, tmp_path: Path, what: str) -> None:
    """Bare, labelled, or as an address."""
    server.says("/works/", Answer(crossref(), "application/json"))

    assert add(what).exit_code == 0
    assert entry(tmp_path, "ma2024segment").date == "2024-01-22"


@pytest.mark.parametrize(
    "what", [PMID, f"PMID: {PMID}", f"https://pubmed.ncbi.nlm.nih.gov/{PMID}/"]
)
def test_a_pubmed_id_becomes_an_entry(server: Server, add: Add, tmp_path: Path, what: str) -> None:
    """With its title's markup gone, its pages as a range, and an open list of authors."""
    server.says(f"/entrez/eutils/efetch.fcgi?db=pubmed&id={PMID}", Answer(PUBMED, "text/xml"))
    assert add(what).exit_code == 0

    made = entry(tmp_path, "lu2024multimodal")
    assert made.title == "A multimodal generative AI copilot for human pathology"
    assert (made.pages, made.date, made.author_list) == ("466–473", "2024-10", "partial")
    assert made.ids is not None
    assert (made.ids.pmid, made.ids.doi) == (PMID, "10.1038/s41586-024-07618-3")


def test_an_answer_is_asked_for_once(server: Server, add: Add) -> None:
    """It is kept, and the second time nobody is asked."""
    server.says("/api/query", Answer(atom()))

    assert add(ARXIV, "--print").stdout == add(ARXIV, "--print").stdout
    assert len(server.asked) == 1


def test_a_pause_is_kept_between_requests(server: Server, add: Add, waits: list[float]) -> None:
    """Also by separate runs."""
    server.says("/api/query", Answer(atom()))
    add(ARXIV, "--dry-run")
    add("2304.02643", "--dry-run")

    assert len(waits) == 1
    assert 0 < waits[0] <= 3


def test_what_is_there_is_named_and_not_written_again(
    server: Server, add: Add, tmp_path: Path
) -> None:
    """By its identifier without asking anybody, by its title after."""
    server.says("/api/query", Answer(atom()))
    server.says("/works/", Answer(crossref(), "application/json"))
    add(ARXIV)
    asked = len(server.asked)
    again = add(ARXIV)
    assert (again.exit_code, again.stdout, len(server.asked)) == (1, "", asked)
    assert "2304.12306 has an entry: ma2023segment" in again.stderr

    other = add(DOI)
    assert (other.exit_code, other.stdout) == (1, "")
    assert f"{DOI} has an entry: ma2023segment (a near-identical title" in other.stderr
    assert len(list((tmp_path / "entries" / "papers").iterdir())) == 1


@pytest.mark.parametrize("option", ["--dry-run", "--print"])
def test_nothing_is_written_if_so_wished(
    server: Server, add: Add, tmp_path: Path, option: str
) -> None:
    """One says where it would be, the other what it would be."""
    server.says("/api/query", Answer(atom()))
    done = add(ARXIV, option)

    assert done.exit_code == 0
    assert ("title: Segment" in done.stdout) == (option == "--print")
    assert not (tmp_path / "entries").exists()


FAULTS = {
    "truncated": (Answer(atom()[:200], length=5_000), "breaks off"),
    "cut": (Answer(atom()[:200]), "no whole XML"),
    "huge": (Answer(b"x" * (fetching.LARGEST + 1)), "more than 4,000,000 bytes"),
    "page": (Answer(b"<html></html>", "text/html"), "answers with 'text/html'"),
    "elsewhere": (
        Answer(status=302, headers={"Location": "http://127.0.0.1:1/api"}),
        "sends us elsewhere, to '127.0.0.1:1'",
    ),
    "other": (Answer(atom("2304.02643")), "is about"),
    "entities": (Answer(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "defines entities"),
    "broken": (Answer(status=503), "answers 503"),
    "forbidden": (Answer(status=403), "answers 403"),
    "wait": (Answer(status=429, headers={"Retry-After": "900"}), "asks to wait 900 seconds"),
    "silent": (Answer(hangs=True), "cannot be reached"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_without_a_usable_answer_the_entry_holds_what_is_known(
    server: Server, add: Add, tmp_path: Path, name: str
) -> None:
    """The reason is said, and what to fill in; `check` asks for just that."""
    answer, reason = FAULTS[name]
    server.says("/api/query", answer)
    done = add(ARXIV, "--timeout", "0.3")

    assert done.exit_code == 0
    assert reason in done.stderr
    assert "fill in title, authors" in done.stderr
    found = load(tmp_path / "entries").report.diagnostics
    assert sorted(each.message for each in found) == [
        "the field 'authors' is missing",
        "the field 'title' is missing",
    ]
    assert not list((tmp_path / ".agi-review").rglob("arxiv-*"))


def test_patience_is_rewarded(server: Server, add: Add, waits: list[float]) -> None:
    """A server that asks to wait is waited for, as long as it says."""
    server.says("/api/query", Answer(status=429, headers={"Retry-After": "7"}), Answer(atom()))

    assert "title: Segment" in add(ARXIV, "--print").stdout
    assert 7.0 in waits


@pytest.mark.parametrize(
    ("what", "where", "answer"),
    [
        (DOI, "/works/", Answer(b"Resource not found.", "text/plain", 404)),
        (ARXIV, "/api/", Answer(b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>')),
        (PMID, "/entrez/", Answer(b"<PubmedArticleSet></PubmedArticleSet>", "text/xml")),
    ],
)
def test_a_work_nobody_knows_gives_no_entry(  # noqa: PLR0913, PLR0917 - fixtures and cases
    server: Server, add: Add, tmp_path: Path, what: str, where: str, answer: Answer
) -> None:
    """A wrong identifier should not become a file."""
    server.says(where, answer)
    done = add(what)

    assert "has no record of" in str(done.exception)
    assert not (tmp_path / "entries").exists()


def test_offline_asks_nobody(server: Server, add: Add, tmp_path: Path) -> None:
    """The id of a preprint tells its month, any other only itself."""
    assert add(ARXIV, "--offline").exit_code == 0
    assert add(DOI, "--offline").exit_code == 0

    papers = tmp_path / "entries" / "papers"
    assert "date: 2023-04\ntype: article\n" in (papers / "arxiv-2304-12306.yaml").read_text("utf-8")
    text = (papers / "doi-10-1038-s41467-024-44824-z.yaml").read_text("utf-8")
    assert text.endswith(f"ids:\n  doi: {DOI}\n")
    assert server.asked == []
    assert "is there already" in str(add(ARXIV, "--offline").exception)


BIB = b"@article{ma2024segment, title={Livers}, author={Ma, Jun}, year={2024}}\n"


def test_a_file_or_standard_input(add: Add, tmp_path: Path) -> None:
    """Each record is drafted once."""
    file = tmp_path / "refs.bib"
    file.write_bytes(BIB)

    assert add("-", "--print", given=BIB).stdout.count("title: Livers") == 1
    assert add(str(file)).exit_code == 0
    assert entry(tmp_path, "ma2024segment").title == "Livers"
    assert add(str(file)).exit_code == 1


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("nonsense", "is no arXiv id"),
        ("2306.0548", "did you mean '2306.05480'?"),
        ("missing.bib", "there is no file"),
        ("https://example.org/paper", "is no arXiv id"),
    ],
)
def test_what_cannot_be_a_work_is_refused(add: Add, what: str, said: str) -> None:
    """With what it could be."""
    assert said in str(add(what).exception)
