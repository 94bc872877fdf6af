"""The fault matrix: a server with every known misbehaviour, and what the library makes of it."""
