"""The nouns of the programme as frozen types. Imports nothing else of ours."""
