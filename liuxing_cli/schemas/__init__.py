"""JSON Schemas (2020-12), one per kind of file: the one definition of the formats.

The loader validates with them, ``liuxing schema`` exports them, ``docs/formats.md`` is generated
from them and ``liuxing fmt`` takes the order of keys from them. Data only.
"""
