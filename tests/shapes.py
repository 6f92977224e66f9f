"""JSON Schemas and docs/json.md, made from docs/json.toml (`make docs`), and a small reader of such schemas."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
Schema = dict[str, Any]
SHAPES: dict[str, Any] = tomllib.loads((DOCS / "json.toml").read_text(encoding="utf-8"))
OBJECTS: dict[str, dict[str, str]] = SHAPES["objects"]
KEYS: dict[str, str] = SHAPES["keys"]
ANSWERS: dict[str, str] = SHAPES["answers"]

SCALARS: dict[str, Schema] = {
    "text": {"type": "string"},
    "bool": {"type": "boolean"},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "day": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    "moment": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+[+-][0-9]{2}:[0-9]{2}$"},
    "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
HEAD = """# JSON

Made from [json.toml](json.toml) by `make docs`; a JSON Schema of each answer stands in [schemas/](schemas/). Every
command with `--format json` prints one object. Keys may be added, never renamed. Numbers are rounded half up to six
decimals; what is unknown is null, never 0.
"""


def schemas() -> dict[str, Schema]:
    """The schema of each command's answer, by the name of its file."""
    return {f"{command.replace(' ', '-')}.json": schema(command) for command in ANSWERS}


def schema(command: str) -> Schema:
    """The schema of what one command answers, with all objects that it needs."""
    needed: dict[str, Schema] = {}
    waiting = parts(ANSWERS[command])
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = _object(name)
            waiting += [part for kind in OBJECTS[name].values() for part in parts(kind)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"jytrack {command} --format json",
        **_kind(ANSWERS[command]),
        "$defs": dict(sorted(needed.items())),
    }


def parts(kind: str) -> list[str]:
    """The objects that a kind names."""
    return [word for word in re.findall(r"\w+", kind) if word in OBJECTS]


def _object(name: str) -> Schema:
    fields = OBJECTS[name]
    return {
        "type": "object",
        "properties": {
            key: {**_kind(kind.removesuffix(", optional")), **({"description": KEYS[key]} if key in KEYS else {})}
            for key, kind in fields.items()
        },
        "required": [key for key, kind in fields.items() if not kind.endswith(", optional")],
    }


def _kind(kind: str) -> Schema:
    if kind.endswith(" or null"):
        return {"anyOf": [_kind(kind.removesuffix(" or null")), {"type": "null"}]}
    if kind.startswith("list of "):
        return {"type": "array", "items": _kind(kind.removeprefix("list of "))}
    if kind.startswith("map of "):
        return {"type": "object", "additionalProperties": _kind(kind.removeprefix("map of "))}
    if " | " in kind:
        return {"anyOf": [_kind(each) for each in kind.split(" | ")]}
    return SCALARS.get(kind, {"$ref": f"#/$defs/{kind}"})


def page() -> str:
    """docs/json.md: what each command answers, each object, each key."""
    lines = [HEAD, "## Answers", "", "| command | object |", "|---|---|"]
    lines += [f"| `jytrack {command}` | {_linked(kind)} |" for command, kind in ANSWERS.items()]
    lines += ["", "## Objects"]
    for name, fields in OBJECTS.items():
        lines += ["", f"### {name}", "", "| key | holds | meaning |", "|---|---|---|"]
        lines += [
            f"| `{key}` | {_linked(kind)} | {KEYS.get(key, 'the items behind the count')} |"
            for key, kind in fields.items()
        ]
    return "\n".join(lines) + "\n"


def _linked(kind: str) -> str:
    return re.sub(r"\w+", lambda word: f"[{word[0]}](#{word[0]})" if word[0] in OBJECTS else word[0], kind).replace(
        "|", "\\|"
    )


TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def faults(value: Any, asked: Schema, whole: Schema, where: str = "$") -> Iterator[str]:
    """What in `value` is not as the schema asks, keys that it does not know among it."""
    if "$ref" in asked:
        yield from faults(value, whole["$defs"][asked["$ref"].removeprefix("#/$defs/")], whole, where)
    elif "anyOf" in asked:
        found = [list(faults(value, each, whole, where)) for each in asked["anyOf"]]
        if all(found):
            yield from min(found, key=len)
    elif not isinstance(value, TYPES[asked["type"]]) or (isinstance(value, bool) and asked["type"] != "boolean"):
        yield f"{where} is no {asked['type']}: {value!r}"
    elif isinstance(value, str):
        if not re.search(asked.get("pattern", ""), value):
            yield f"{where} is {value!r}"
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from faults(each, asked["items"], whole, f"{where}[{number}]")
    elif isinstance(value, dict):
        yield from (f"{where} has no {key}" for key in asked.get("required", ()) if key not in value)
        for key, each in value.items():
            known = asked.get("properties", {}).get(key, asked.get("additionalProperties"))
            yield from (
                faults(each, known, whole, f"{where}.{key}") if known else [f"{where} has {key}, which is not told of"]
            )


def written(made: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
