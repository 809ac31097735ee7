"""From parsed files to the nouns of the model; each builder takes a value that fits its schema."""
