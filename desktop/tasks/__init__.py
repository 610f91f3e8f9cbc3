"""Background work: the only place that starts threads and processes."""
