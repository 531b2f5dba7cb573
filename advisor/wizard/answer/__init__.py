"""The answer page of a shared link: what is asked, the answer, the evidence, a copy to try."""
