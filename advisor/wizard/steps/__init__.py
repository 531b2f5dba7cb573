"""One module a step; each has `draw()`."""
