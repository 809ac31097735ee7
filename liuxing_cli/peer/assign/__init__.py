"""Planning a round of mutual evaluation: groups, who rates whom, and what it will be able to tell.

Pure functions: no files, no clock, no random numbers. Whatever is left to chance is drawn by lots
(:mod:`~liuxing_cli.peer.assign.lots`) that anybody can draw again. Start reading at
:mod:`~liuxing_cli.peer.assign.planner`.
"""
