"""Surveys: how many households, which, and what their answers say about everyone."""
