"""The exact 0/1 solver. It knows nothing of metrics."""

from advisor.solver.model import Model, OutOfNodes, Row, Series, Solution, clash, solve, to_mps

__all__ = ["Model", "OutOfNodes", "Row", "Series", "Solution", "clash", "solve", "to_mps"]
