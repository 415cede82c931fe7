"""What the text of a script says about its models and data; nothing of it is ever run."""
