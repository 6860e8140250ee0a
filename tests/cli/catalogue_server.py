"""A server on this machine that stands for arXiv, Crossref and PubMed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from threading import Event


@dataclass
class Answer:
    """What the server says to one request."""

    body: bytes = b""
    kind: str = "application/atom+xml"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    hangs: bool = False


@dataclass
class Server:
    """A server that gives its answers one after the other, the last one for ever."""

    address: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def says(self, where: str, *answers: Answer) -> None:
        """Give these answers to what begins so."""
        self.answers[where] = list(answers)

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.asked.append((handler.path, handler.headers["User-Agent"]))
        path = handler.path
        answers = next((a for start, a in self.answers.items() if path.startswith(start)), None)
        answer = Answer(status=404, kind="text/plain") if not answers else answers[0]
        if answers and len(answers) > 1:
            answers.pop(0)
        if answer.hangs:
            self.over.wait(20)
            return
        handler.send_response(answer.status)
        handler.send_header("Content-Type", answer.kind)
        length = len(answer.body) if answer.length is None else answer.length
        handler.send_header("Content-Length", str(length))
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        try:
            handler.wfile.write(answer.body)
        except OSError:
            return
