"""What all that speaks HTTP shares: `connections` to send over, and a `server` that the user named in a setting."""
