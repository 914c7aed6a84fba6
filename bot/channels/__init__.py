"""Channels translate: an inbound message to `Inbound`, a `Reply` to what the channel can show."""
