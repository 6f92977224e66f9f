"""Words, numbers, months, moments: the ground that every rule stands on."""
