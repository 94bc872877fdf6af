"""Makes from the catalogue of the API what the core, the bindings and the reference know of it."""
