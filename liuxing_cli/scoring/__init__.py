"""From ratings to results: exact, without I/O. Read ``rules``, ``plan``, ``kernel``, ``decide``."""
