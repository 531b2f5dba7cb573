"""What elements of our own are made of: their files, their templates, and a listener."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def asset(name: str, package: str = "advisor.wizard") -> str:
    """The text of a style or script that stands beside its module."""
    return (files(package) / name).read_text(encoding="utf-8")


def templates(package: str = "advisor.wizard") -> Environment:
    """The pieces of HTML in the folder `templates` of a package: all that is filled in is escaped,
    and what was not given is a fault."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # late: not every page has any

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def nothing() -> None:
    """A state value or trigger of a component must have somebody who listens."""
