"""Agreement of raters and of sources, in the figures that the literature uses."""
