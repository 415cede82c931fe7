"""The state of reading a script: names, what changing objects hold, what was recorded."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from multihot.facts import Keras, Place
from multihot.source.recording import Record
from multihot.source.scripts import PlaceOf
from multihot.source.values import (
    ANYTHING,
    Class,
    Content,
    Function,
    Items,
    Model,
    Object,
    Pairs,
    Pipeline,
    Thing,
    Value,
)

_DEEPEST = 90  # expressions within expressions, called functions included
_CALLS = 8  # functions that call functions
_OFTEN = 5  # how often a function is read with other arguments


class Evaluate(Protocol):
    """What reads one expression."""

    def __call__(self, frame: Frame, node: ast.expr, /) -> Value:
        """What the expression stands for."""


class Execute(Protocol):
    """What reads statements."""

    def __call__(self, frame: Frame, body: list[ast.stmt], /) -> bool:
        """True where control never gets behind them."""


@dataclass(frozen=True, eq=False)
class Turn:
    """A loop that is being read.

    Args:
        heading: its first line.
        n_cuts: comparisons of scores that were seen before it.
    """

    heading: str
    n_cuts: int


@dataclass(eq=False)
class Run:
    """One reading of one script; every part of the reader is handed it by its frame.

    Args:
        evaluating: reads expressions.
        executing: reads statements.
        record: of what the script does.
        keras: which Keras the script is for.
        libraries: roots of what it imports.
        stars: modules of which everything is imported.
        contents: what lists, dicts, objects and models hold, by the thing's number.
        called: how often definitions were called.
        calling: definitions that are being called.
        functions: of the script, in the order of their definitions.
        classes: of the script.
        batches: what objects of the script give batch by batch, by the thing's number.
        objects: the last object made of each class of the script.
        made: how many objects of each library's class are made.
        unused: calls whose result is bound to a name that is never read.
        loops: how many loops are being read.
        turns: loops of statements that are being read, those around a call included.
        depth: of the expression that is being read.
        steps: how many expressions and statements were read.
        most_steps: how many may be.
    """

    evaluating: Evaluate
    executing: Execute
    record: Record = field(default_factory=Record)
    keras: Keras | None = None
    libraries: set[str] = field(default_factory=set)
    stars: list[str] = field(default_factory=list)
    contents: dict[int, Content] = field(default_factory=dict)
    called: dict[ast.AST, int] = field(default_factory=dict)
    calling: list[ast.AST] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    batches: dict[int, Pipeline] = field(default_factory=dict)
    objects: dict[ast.AST, Thing] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    unused: frozenset[ast.AST] = frozenset()
    loops: int = 0
    turns: list[Turn] = field(default_factory=list)
    depth: int = 0
    steps: int = 0
    most_steps: int = 50_000
    _last: int = 0

    def number(self) -> int:
        """A number that nothing else has."""
        self._last += 1
        return self._last

    def hold(self, content: Content) -> Thing:
        """A new thing that holds this."""
        thing = Thing(self.number())
        self.contents[thing.number] = content
        return thing

    def enter(self) -> bool:
        """One step deeper; False where that is too deep or has gone on for too long."""
        self.depth += 1
        self.steps += 1
        return self.depth <= _DEEPEST and self.steps <= self.most_steps

    def may_call(self, definition: ast.AST) -> bool:
        """The function is not being called already, nor was it too often."""
        times = self.called.get(definition, 0)
        self.called[definition] = times + 1
        return times < _OFTEN and definition not in self.calling and len(self.calling) < _CALLS


@dataclass(eq=False)
class Frame:
    """The names that one piece of code sees.

    Args:
        run: the reading that it is a part of.
        place: of a node.
        names: its own.
        outer: where it looks for others.
        returned: what its `return` gave.
        yielded: what its `yield` gave.
        owner: the class whose method is running.
        receiver: the object whose method is running.
        shared: names that are bound further out.
    """

    run: Run
    place: PlaceOf
    names: dict[str, Value] = field(default_factory=dict)
    outer: Frame | None = None
    returned: list[Value] = field(default_factory=list)
    yielded: list[Value] = field(default_factory=list)
    owner: Class | None = None
    receiver: Value | None = None
    shared: set[str] = field(default_factory=set)

    def evaluate(self, node: ast.expr | None) -> Value:
        """What the expression stands for."""
        return ANYTHING if node is None else self.run.evaluating(self, node)

    def execute(self, body: list[ast.stmt]) -> bool:
        """Read statements; True where control never gets behind them."""
        return self.run.executing(self, body)

    def find(self, name: str) -> Value | None:
        """What the name is bound to, here or further out."""
        frame: Frame | None = self
        while frame is not None:
            if name in frame.names:
                return frame.names[name]
            frame = frame.outer
        return None

    def content(self, value: Value | None) -> Content | None:
        """What a thing holds; None for what is no thing."""
        return self.run.contents.get(value.number) if isinstance(value, Thing) else None

    def put(self, thing: Thing, content: Content) -> None:
        """Let a thing hold something else."""
        self.run.contents[thing.number] = content

    def items(self, value: Value | None) -> Items | None:
        """The items of a list or tuple; None for everything else."""
        held = value if isinstance(value, Items) else self.content(value)
        return held if isinstance(held, Items) else None

    def pairs(self, value: Value | None) -> Pairs | None:
        """The pairs of a dict; None for everything else."""
        held = self.content(value)
        return held if isinstance(held, Pairs) else None

    def object(self, value: Value | None) -> Object | None:
        """The attributes of an object; None for everything else."""
        held = self.content(value)
        return held if isinstance(held, Object) else None

    def pipeline(self, value: Value | None) -> Pipeline | None:
        """Batches of inputs and targets; None for everything else."""
        if isinstance(value, Thing):
            return self.run.batches.get(value.number)
        return value if isinstance(value, Pipeline) else None

    def model(self, value: Value | None) -> Model | None:
        """The model as it stands; None for everything else."""
        held = self.object(value)
        return held.model if held else None

    def put_model(self, thing: Thing, model: Model) -> None:
        """Change a model."""
        self.put(thing, replace(self.object(thing) or Object(), model=model))

    def copied(self) -> tuple[dict[str, Value], dict[int, Content]]:
        """The names and contents as they are now."""
        return dict(self.names), dict(self.run.contents)

    def back(self, state: tuple[Mapping[str, Value], Mapping[int, Content]]) -> None:
        """Names and contents as they were."""
        names, contents = state
        self.names.clear()
        self.names.update(names)
        self.run.contents.clear()
        self.run.contents.update(contents)

    def at(self, node: ast.AST) -> Place:
        """Where the node stands."""
        return self.place(node)
