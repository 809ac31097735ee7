"""The room that a template has: what it may call, how long it may run, how much it may write.

A template is an office's own file, but a slip in it (or a file from elsewhere) must neither hang
the command nor fill the memory. Steps are counted, not only seconds, so that the same template
stops at the same place on every machine.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

STEPS: Final = 200_000
"""Most rounds of loops and calls in one document."""
SECONDS: Final = 20.0
LENGTH: Final = 4_000_000
"""Most characters of a document, line marks included."""
_VALUE: Final = 200_000
"""Most characters, or entries, of one value made in a template."""
_FILTERS = (
    *("abs", "batch", "d", "default", "dictsort", "first", "groupby", "int", "items", "last"),
    *("length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round"),
    *("select", "selectattr", "sort", "string", "sum", "title", "trim", "unique", "upper"),
)
_GLOBALS = ("range", "dict", "namespace")
_METHODS = frozenset({"startswith", "endswith", "strip", "count", "items", "keys", "values", "get"})
"""Of text and mappings; a template needs no others, and some could make text of any length."""
_RUNTIME = (LoopContext, Macro, Namespace, BlockReference)


class OverLimitError(Exception):
    """A template ran too long or wrote too much; the message is Chinese."""


class Guarded(ImmutableSandboxedEnvironment):
    """A sandbox with few filters and methods, no samples of nonsense text, and limits."""

    intercepted_binops = frozenset({"+", "*", "**", "%", "/", "//"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters |= {"join": _join, "replace": _replace, "count": len}
        self.filters |= {_COUNT: self._counted, _CONCAT: _concat}
        self.globals = {name: self.globals[name] for name in _GLOBALS}
        self._steps, self._until = 0, 0.0

    def start(self) -> None:
        """Begin to count anew; once a document."""
        self._steps, self._until = 0, time.monotonic() + SECONDS

    def step(self) -> None:
        """Count one round.

        Raises:
            OverLimitError: it was one too many, or the time is up.
        """
        self._steps += 1
        if self._steps > STEPS:
            raise OverLimitError(f"循环和调用超过 {STEPS} 次，没有做完；检查循环有没有套错")
        if self._steps % 256 == 0 and time.monotonic() > self._until:
            raise OverLimitError(f"运行超过 {SECONDS:.0f} 秒，没有做完；检查循环有没有套错")

    def text_of(self, template: jinja2.Template, values: Mapping[str, Any]) -> str:
        """The filled template.

        Raises:
            OverLimitError: it is too long, or took too long.
        """
        self.start()
        pieces, length = [], 0
        for piece in template.generate(values):
            self.step()
            pieces.append(piece)
            length += len(piece)
            if length > LENGTH:
                raise OverLimitError(f"写出的文字超过 {LENGTH} 字，检查循环有没有套错")
        return "".join(pieces)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Loops().visit(super()._parse(source, name, filename))
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use an attribute: few methods of text, all of Jinja's own."""
        safe: bool = super().is_safe_attribute(obj, attr, value)
        return safe and (isinstance(obj, _RUNTIME) or attr in _METHODS)

    def wrap_str_format(self, value: Any) -> None:
        """``format`` is no method for templates either."""
        del value

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        """What an attribute that may not be used is: nothing, and a reason."""
        del obj
        return self.undefined(f"不能用“{attribute}”这个属性或方法", exc=SecurityError)

    def call(self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call something, counting it."""
        self.step()
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Add or multiply what stays small."""
        if operator == "%" and isinstance(left, str):
            raise OverLimitError("不用“%”拼文字，直接写 {{ 变量 }}")
        if operator == "**" or (operator == "*" and not _numbers(left, right)):
            raise OverLimitError(f"不能用“{operator}”计算这些值")
        if operator == "+" and not _numbers(left, right):
            _fits(_size(left) + _size(right))
        return super().call_binop(context, operator, left, right)

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.step()
            yield value


_COUNT, _CONCAT = "_counted", "_concat"


class _Loops(NodeTransformer):
    """Makes loops count their rounds, and ``~`` watch its length."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - the name is the visitor's
        self.generic_visit(node)
        node.iter = _filter(node.iter, _COUNT)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), _CONCAT)


def _filter(node: nodes.Node, name: str) -> nodes.Filter:
    made = nodes.Filter(lineno=node.lineno)
    made.node, made.name, made.args, made.kwargs = node, name, [], []  # type: ignore[assignment]
    made.dyn_args = made.dyn_kwargs = None
    return made


def _numbers(*values: Any) -> bool:
    return all(isinstance(value, int) for value in values)


def _size(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else len(str(value))


def _fits(length: int) -> None:
    if length > _VALUE:
        raise OverLimitError(f"一个值超过 {_VALUE} 字（项），检查有没有反复拼接")


def _concat(parts: Iterable[Any]) -> str:
    texts = [str(part) for part in parts]
    _fits(sum(map(len, texts)))
    return "".join(texts)


def _join(values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    """The filter of that name, with an eye on its length."""
    read: Callable[[Any], Any] = lambda v: v if attribute is None else v[attribute]  # noqa: E731
    texts = [str(read(value)) for value in values]
    _fits(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


def _replace(text: str, old: str, new: str) -> str:
    """The filter of that name, with an eye on its length."""
    whole = str(text)
    _fits(len(whole) + whole.count(old) * len(new))
    return whole.replace(old, new)
