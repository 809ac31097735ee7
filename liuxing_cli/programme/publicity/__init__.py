"""Publicity as a process: where a publication stands on a day, and what holds a list back."""
