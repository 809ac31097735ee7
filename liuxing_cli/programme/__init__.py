"""The programme over time: what follows from the records of its steps. Pure functions, no I/O."""
