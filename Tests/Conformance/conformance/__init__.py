"""Every call in every language: the examples of the reference, run and compared."""
