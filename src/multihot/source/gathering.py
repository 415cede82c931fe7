"""From a script to the facts about its models and about what it does."""

from __future__ import annotations

from multihot.facts import ModelFacts, ScriptFacts
from multihot.source.callables import (
    Handed,
    call_function,
    make_object,
    parameters_unknown,
)
from multihot.source.compiling import heads
from multihot.source.evaluating import evaluate
from multihot.source.executing import execute
from multihot.source.recording import without_repeats
from multihot.source.running import Frame, Run
from multihot.source.scripts import Script
from multihot.source.unused import unused_calls
from multihot.source.values import Class, Constant, Function, Object, Value

_LIBRARIES = ("keras", "tensorflow", "sklearn", "skmultilearn", "multihot")
_STEPS_A_LINE = 20


def script_facts(text: Script) -> ScriptFacts:
    """What a script says about its models and data; nothing of it is run."""
    if not _names_one_of(text, _LIBRARIES):
        return ScriptFacts(text.file, keras=text.keras)
    run = Run(evaluate, execute, keras=text.keras)
    run.most_steps += _STEPS_A_LINE * sum(len(cell.lines) for cell in text.cells)
    run.record.adds_metrics = _names_one_of(text, ("add_metric",))
    run.unused = unused_calls(cell.tree for cell in text.cells)
    names: dict[str, Value] = {"__name__": Constant("__main__")}
    for cell in text.cells:
        Frame(run, text.place_of(cell), names).execute(cell.tree.body)
    _read_what_nobody_calls(run)
    return ScriptFacts(
        file=text.file,
        models=models_of(run),
        uses=run.record.all_uses(),
        cuts=run.record.all_cuts(),
        choices=tuple(dict.fromkeys(run.record.choices)),
        keras=text.keras,
    )


def _names_one_of(text: Script, words: tuple[str, ...]) -> bool:
    return any(word in line for cell in text.cells for line in cell.lines for word in words)


def models_of(run: Run) -> tuple[ModelFacts, ...]:
    """Models with what they are asked for; one that is compiled twice is there twice."""
    found: list[tuple[int, ModelFacts]] = []
    record = run.record
    compiled = set()
    for compilation in record.compilations.values():
        number = compilation.thing.number
        compiled.add(number)
        facts = ModelFacts(
            outputs=compilation.outputs,
            compiled=compilation.compiled,
            metrics_known=compilation.metrics_known,
            fits=tuple(compilation.fits),
            named=tuple(dict.fromkeys(compilation.named)),
            schedule=compilation.schedule,
            keras=run.keras,
            place=compilation.place,
            compiling=compilation.compiling,
        )
        found.append((number, facts))
    for thing in record.models:
        held = run.contents.get(thing.number)
        model = held.model if isinstance(held, Object) else None
        if model and model.outputs and thing.number not in compiled | record.parts:
            facts = ModelFacts(outputs=heads(model), keras=run.keras, place=model.place)
            found.append((thing.number, facts))
    found.sort(key=lambda each: each[0])
    return without_repeats([facts for _, facts in found])


def _read_what_nobody_calls(run: Run) -> None:
    """Functions and methods that the script defines and never calls are read once."""
    for kind in list(run.classes):
        _read_class(run, kind)
    for function in list(run.functions):
        if function.definition not in run.called:
            call_function(run, function, parameters_unknown(function))


def _read_class(run: Run, kind: Class) -> None:
    methods = {name: each for name, each in kind.names.items() if isinstance(each, Function)}
    thing = run.objects.get(kind.definition)
    if thing is None:
        start = kind.names.get("__init__")
        given = parameters_unknown(start) if isinstance(start, Function) else Handed()
        thing = make_object(run, kind, given)
    for name, method in methods.items():
        if method.definition not in run.called:
            before = dict(run.contents)
            call_function(run, method, parameters_unknown(method, (thing,)), thing)
            if name.startswith("test"):  # each test starts anew
                run.contents = before
