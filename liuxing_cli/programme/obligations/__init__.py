"""Recurring duties and decisions: who bears them, what is due, what was done, what is late."""
