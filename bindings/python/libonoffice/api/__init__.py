"""Every call of the API as a typed method, by module: ``client.estates.read_estate(...)``."""
