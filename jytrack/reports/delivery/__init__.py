"""What is said to those who owe something, and the pages that tell what was sent to whom."""
