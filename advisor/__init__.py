"""What to advise: from a Brief to an Advice."""
