"""Short texts of an edition: its title and subtitles, the labels of issues, the keywords."""
