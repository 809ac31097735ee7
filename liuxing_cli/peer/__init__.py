"""Mutual evaluation (互评): streets of a group score each other, and some mark harder than others.

A plain average punishes whoever was marked by harsh neighbours and rewards being harsh oneself,
because nobody's own severity enters its own average. So each score is taken apart::

    score = level + severity of the rater + worth of the target + rest

by exact least squares, and the adjusted score is what a rater of average severity would have
given. Start reading at :mod:`liuxing_cli.peer.compare`; ``office`` holds what only the office may
look at, ``agreement`` the figures of agreement between raters and between sources, ``assign`` the
planning of a round.

Source of the model: the Social Relations Model of Warner, Kenny & Stoto, "A new round robin
analysis of variance for social interaction data", JPSP 37 (1979), 1742-1757.
"""
