"""Two workspaces compared: what changed, of which class, and what it does to the results. Pure.

Read ``classes`` and ``fields`` (what a change of each field means), ``changes``, ``records``,
``effect`` and ``breaks``.
"""
