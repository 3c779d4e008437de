"""What a single sentence is, by its words alone: whole or leaning, telling or empty, of home or of another country."""
