"""One thin file per command: parse options, call, choose a renderer."""
