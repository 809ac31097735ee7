"""Results on paper and screen: templates, back ends, charts, tables. Never computes a score."""
