"""The code templates compile to: Jinja's, but for three things that a build does by the million.

Jinja makes an object of every text it escapes and of every text a macro returns, so that what is
made of them later is not escaped again. What goes straight into the output is joined and never
looked at again: there the text is enough. And `a.b` may mean an item, or nothing at all, which
Jinja finds out with a call; here it is the attribute, and a template in which one is missing is
rendered by Jinja's own code (`environment.py`). Pages come out the same to the byte.
"""

from __future__ import annotations

from collections.abc import Callable
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

# The part of `escape` that is written in C; where it has another name, the whole does the same.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def shown(value: object) -> str:
    """Return a value as it stands in HTML, for the output alone."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


def shown_call(context: Context, loop_vars: dict[str, Any] | None, what: Any, *args: Any) -> str:
    """Return what a call comes to in HTML, for the output alone; mostly it is of a macro."""
    if type(what) is Macro and not (what.caller or what.catch_kwargs or what.catch_varargs):
        left_out = len(what.arguments) - len(args)
        if left_out >= 0:
            return what._func(*args, *[missing] * left_out)  # noqa: SLF001 - to call it is slow
    return shown(context.call(what, *args, _loop_vars=loop_vars))


class Generator(CodeGenerator):
    """Writes the code of a template."""

    _call: nodes.Expr | None = None
    """The call that is put into the output as a whole."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's
        """Write a template, with the functions above at hand."""
        self.writeline(f"from {__name__} import {shown.__name__}, {shown_call.__name__}")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's
        """Write `a.b`."""
        name = node.attr
        if name.isascii() and not iskeyword(name) and not isinstance(node.node, nodes.Const):
            self.visit(node.node, frame)
            self.write(f".{name}")
        else:
            super().visit_Getattr(node, frame)

    def visit_Call(  # noqa: N802 - Jinja's
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Write a call, or for one that is put into the output the arguments of `shown_call`."""
        if node is not self._call:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("context, " + ("_loop_vars, " if frame.loop_frame else "None, "))
        self.visit(node.node, frame)
        for each in node.args:
            self.write(", ")
            self.visit(each, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif _is_plain_call(node) and not frame.block_frame:
            self._call = node
            self.write(f"{shown_call.__name__}(")
        else:
            self.write(f"{shown.__name__}(")


def _is_plain_call(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Call) and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
