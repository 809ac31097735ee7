"""Validate, score, compare and publish a six-type community programme kept in plain YAML files."""

__version__ = "0.1.0"
