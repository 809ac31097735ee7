"""The invented district: its story, and the steps that turn the story into files."""
