"""From ratings to results: exact, without I/O.

``rules`` judge a rating, ``reading`` and ``row`` turn a record into a row of integers, ``plan``
compiles standard and profile, ``shape`` holds the formulas, ``kernel`` adds up, ``decide`` grades,
``combine`` joins assessors, ``rank`` orders, ``trace`` explains.
"""
