"""Property tests find the same examples on every run, and no machine is too slow for them."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("steady")
