"""The exact 0/1 solver. It knows nothing of metrics."""

from advisor.solver.model import Model, OutOfNodes, Row, Solution, clash, solve, to_mps

__all__ = ["Model", "OutOfNodes", "Row", "Solution", "clash", "solve", "to_mps"]
