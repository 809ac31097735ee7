"""What the office may look at (看一看): signs of favours, pressing and careless sheets.

Nothing here proves anything, changes a score or is ever published: one round seldom tells, a mark
is a reason to look at the sheets and to ask. Start reading at :mod:`liuxing_cli.peer.office.look`.
"""
