"""What leaves the house on paper: drafts made of the office's wording and of facts."""
