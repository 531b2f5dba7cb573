"""A package of its own: a library among our tests brings one of the same name."""
