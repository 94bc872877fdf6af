"""Every call of the catalogue, in every language: the examples of the reference, run and compared."""
