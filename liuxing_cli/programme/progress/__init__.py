"""Progress to the goal: counts by half-year, pace, those near the line, and a forecast."""
