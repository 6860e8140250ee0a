"""The CSL processor: plainly as it is documented, and by shortcuts through a style.

The processor walks a style for each reference and asks anew at every step what never changes: what
an element inherits, whether anything below it is a variable, what a term is called. By shortcuts
three things are not done twice:

- What an element says of itself or of the style is kept.
- What would change a text only where the style says so, is done only there.
- A part of a style that came out empty, although no value was asked for but only which fields the
  work has, is not entered for another work of that type with the same fields.

Public methods of the processor are told so on the elements of a style, nowhere else, and only in
releases in which the texts were found to be the same; any other release sets them plainly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    model,
)
from citeproc.formatter import plain
from citeproc.source import Reference, VariableError

CHECKED = frozenset({"0.11.1"})
"""The releases of the processor for which the tests found the shortcuts to change no text."""

_OF_A_STYLE = (
    *("get_term", "get_single_term", "get_plural_term"),
    *("get_date", "get_locale_option", "unicode_character"),
)
_OF_AN_ELEMENT = (
    *("xpath_search", "calls_variable", "is_locale_date"),
    *("get_parent_delimiter", "et_al"),
)
_ONLY_WITH = {
    "format": ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"),
    "wrap": ("prefix", "suffix"),
    "quote": ("quotes",),
    "strip_periods": ("strip-periods",),
    "case": ("text-case",),
}
"""What is done to a text, by the attributes of which one must be there for it to change."""

_MAY_BE_EMPTY = (
    *(model.Text, model.Number, model.Date, model.Names),
    *(model.Group, model.Choose, model.If),
)

_NOTHING = (VariableError, model.ConditionFailed)
"""How an element says that it comes out empty, or its condition is not met."""

_Table = dict[tuple[Any, ...], type[Exception] | None]


def processor(style: CitationStylesStyle) -> Processor:
    """Return the fastest way to set references in a style that is known to be right."""
    checked = version("citeproc-py") in CHECKED
    return ShortcutProcessor(style) if checked else Processor(style)


class Processor:
    """Sets references in one style, plainly."""

    def __init__(self, style: CitationStylesStyle) -> None:
        """Take a style, which from now on is set in plain text."""
        self._style = style

    def text(self, source: Mapping[str, Reference]) -> str:
        """Return the reference to the only work of a source."""
        bibliography = CitationStylesBibliography(self._style, source, plain)
        bibliography.register(Citation([CitationItem(key) for key in source]))
        (line,) = bibliography.bibliography()
        return str(line)


class ShortcutProcessor(Processor):
    """Sets references in one style by shortcuts; where lists of names are cut may change."""

    def __init__(self, style: CitationStylesStyle) -> None:
        """Take a style whose elements nobody else uses."""
        super().__init__(style)
        root = style.root
        root.formatter = plain
        self._language = root.get("default-locale", "en")
        bibliography = root.find("{*}bibliography")
        self._layout = bibliography.find("{*}layout")
        self._tables: dict[tuple[Any, ...], _Table] = {}
        self._type_and_fields: tuple[str, frozenset[str]]
        self._empty: _Table
        macros = {each.get("name"): each for each in root.iter("{*}macro")}
        shared = {name: cache(getattr(root, name)) for name in _OF_A_STYLE} | {
            "get_root": lambda: root,
            "get_formatter": lambda: plain,
            "get_macro": macros.__getitem__,
        }
        # Kept, because the tree forgets an element nobody holds, and what was set on it.
        self._elements = [
            each for part in (*macros.values(), bibliography) for each in part.iter("{*}*")
        ]
        self._dates = [
            each for locale in root.locales for each in locale.iter("{*}date", "{*}date-part")
        ]
        for element in self._elements:
            vars(element).update(shared)
            self._shorten(element)
        for element in self._dates:
            _keep_what_it_says(element)

    def _shorten(self, element: Any) -> None:
        """Have an element take all shortcuts there are for its kind."""
        _keep_what_it_says(element)
        _do_only_where_it_is_said(element)
        if isinstance(element, model.Names):
            vars(element).update(name=element.find("{*}name"), label=element.find("{*}label"))
        if isinstance(element, _MAY_BE_EMPTY):
            element.render = self._remembering(element)
        elif isinstance(element, model.Name):
            element.get_option = _kept_unless_of_et_al(element.get_option)
        elif isinstance(element, model.Substitute):
            element.add_to_repressed_list = self._noting(element.add_to_repressed_list)

    def text(self, source: Mapping[str, Reference]) -> str:
        """Return the reference to the only work of a source."""
        (reference,) = source.values()
        work = _Work(reference, self._language)
        self._type_and_fields = (work.type, frozenset(work))
        self._choose_table()
        (line,) = self._layout.render_bibliography([_Cited(work)])
        return str(line)

    def _choose_table(self, *left_out: tuple[str, tuple[str, ...]]) -> None:
        """Turn to what is known of works like this one, as far as it was set by now."""
        self._empty = self._tables.setdefault((self._type_and_fields, left_out), {})

    def _noting(self, leave_out: Callable[..., None]) -> Callable[..., None]:
        """Add to what takes a variable out of the rest of a reference that it changes the rest."""

        def note(*given: Any) -> None:
            leave_out(*given)
            left_out = self._layout.repressed
            self._choose_table(*((tag, tuple(names)) for tag, names in left_out.items()))

        return note

    def _remembering(self, element: Any) -> Callable[..., Any]:
        """Add to the setting of an element that it is not set again where it must be empty.

        Setting depends on nothing but the style, what is given, what was left out so far, and the
        answers of the work. If those were only its type and which fields it has, it is the same for
        all works that share them.
        """
        render = element.render

        def remember(item: _Cited, context: Any = None, **named: Any) -> Any:
            key = (element, context, *named.values())
            empty, work = self._empty, item.reference
            if key in empty:
                if raised := empty[key]:
                    raise raised
                return None
            told = work.values_told
            try:
                text = render(item, context=context, **named)
            except _NOTHING as error:
                if work.values_told == told and self._empty is empty:
                    empty[key] = type(error)
                raise
            if text is None and work.values_told == told and self._empty is empty:
                empty[key] = None
            return text

        return remember


class _Work(Reference):  # type: ignore[misc]
    """A reference that counts how often it told a value, not only its type or what it lacks."""

    def __init__(self, reference: Reference, language: str) -> None:
        self.update(reference)
        # Set past the processor's own way, by which attributes become fields.
        self.__dict__.update(type=reference.type, values_told=0)
        if "language" not in reference:
            self.__dict__.update(language=language)

    def __getitem__(self, field: str) -> Any:
        value = super().__getitem__(field)
        self.__dict__["values_told"] += 1
        return value

    def get(self, field: str, default: Any = None) -> Any:
        self.__dict__["values_told"] += 1
        return super().get(field, default)


class _Cited(CitationItem):  # type: ignore[misc]
    """A work where it is cited, which has its reference instead of looking it up."""

    reference: _Work = None  # type: ignore[assignment]

    def __init__(self, work: _Work) -> None:
        super().__init__(work.key)
        self.__dict__["reference"] = work


def _keep_what_it_says(element: Any) -> None:
    """Have an element find out once what it says of itself."""
    for name in _OF_AN_ELEMENT:
        if hasattr(type(element), name):
            setattr(element, name, cache(getattr(element, name)))


def _kept_unless_of_et_al(get_option: Callable[..., Any]) -> Callable[..., Any]:
    """Have a name keep its options, save when a list ends in `et al.`: that may be set anew."""
    kept = cache(get_option)

    def get(option: str, *given: Any) -> Any:
        return (get_option if option.startswith("et-al") else kept)(option, *given)

    return get


def _do_only_where_it_is_said(element: Any) -> None:
    """Have an element leave a text alone where no attribute asks for a change.

    Parts of dates are left out: the processor gives them attributes while it sets them.
    """
    if isinstance(element, model.Date_Part):
        return
    for name, attributes in _ONLY_WITH.items():
        if hasattr(type(element), name) and not any(each in element.attrib for each in attributes):
            setattr(element, name, _number_as_text if name == "format" else _as_it_is)


def _as_it_is(text: Any, *_: Any) -> Any:
    return text


def _number_as_text(text: Any) -> Any:
    return str(text) if isinstance(text, (int, float)) else text
