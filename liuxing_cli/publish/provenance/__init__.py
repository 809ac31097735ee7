"""Where a publication comes from, so that anyone can check it: manifests and pasted text."""
