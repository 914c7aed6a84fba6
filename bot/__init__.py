"""Talks: channels in, replies out; decides what a message means; wires the rooms together."""
