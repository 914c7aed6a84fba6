"""One place decides what a message is and what to say to it; channels only translate."""
