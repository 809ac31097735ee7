"""Rectification: what to put right first, and how far it has come."""
