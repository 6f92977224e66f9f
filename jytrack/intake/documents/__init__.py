"""Documents that come back from signing: Word files read for what they say."""
