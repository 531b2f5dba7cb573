"""Strict YAML: text stays text, a duplicate key is an error, and every error knows its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

try:
    from yaml import CSafeLoader as BaseLoader
except ImportError:  # pragma: no cover - PyYAML without libyaml
    from yaml import SafeLoader as BaseLoader  # type: ignore[assignment]


T = TypeVar("T", bound=BaseModel)


class CatalogueError(ValueError):
    """Something in the catalogue is wrong: file, line, field, and what was expected."""

    def __init__(self, file: str, line: int | None, field: str, expected: str) -> None:
        self.file, self.line, self.field, self.expected = file, line, field, expected
        place = f"{file}:{line}" if line else file
        super().__init__(f"{place}: {field}: {expected}" if field else f"{place}: {expected}")


class StrictLoader(BaseLoader):
    """YAML in which only true and false are booleans and no text turns into a time or a date."""


StrictLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("tag:yaml.org,2002:float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", "-0123456789"),
):
    StrictLoader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))


def _mapping(loader: StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands twice", key_node.start_mark
            )
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def parse(text: str, file: str) -> Any:
    """The document in `text`. Raises CatalogueError with the line of a syntax error."""
    try:
        return yaml.load(text, Loader=StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else None
        raise CatalogueError(file, line, "", error.problem or "not readable as YAML") from None
    except yaml.YAMLError as error:
        raise CatalogueError(file, None, "", str(error)) from None


def read(model: type[T], text: str, file: str, document: Any = None) -> T:
    """The entry in `text`. Raises CatalogueError naming file, line, field and the expectation.

    `document` is what the text says, where it was parsed before.
    """
    if document is None:
        document = parse(text, file)
    if not isinstance(document, dict):
        raise CatalogueError(file, 1, "", "expected a mapping of fields")
    try:
        return model.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = first["loc"]
        got = "" if isinstance(first["input"], dict | list) else f", got {first['input']!r}"
        expected = first["msg"].removeprefix("Value error, ") + got
        field = ".".join(str(part) for part in where)
        raise CatalogueError(file, line_of(text, where), field, expected) from None


def line_of(text: str, where: Sequence[int | str]) -> int | None:
    """The line (from 1) of the deepest part of the path `where` that exists in the document."""
    node = yaml.compose(text, Loader=StrictLoader)
    line = node.start_mark.line + 1 if node else None
    for part in where:
        found: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    line, found = key.start_mark.line + 1, value
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value)
        ):
            found = node.value[part]
            line = found.start_mark.line + 1
        if found is None:
            break
        node = found
    return line


def name_of(file: str) -> str:
    """`metrics/average-handle-time.yaml` -> `average-handle-time`."""
    return file.rpartition("/")[2].removesuffix(".yaml")
