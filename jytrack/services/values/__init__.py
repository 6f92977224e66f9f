"""What every service stands on: the desk, names looked up, the plan's standing, the answer."""
