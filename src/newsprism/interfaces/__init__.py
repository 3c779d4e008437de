"""How people and programs reach the engine; everything here uses only the public API."""
