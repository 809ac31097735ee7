"""Files in and out: YAML with positions, schemas, the workspace, records, atomic writes."""
