"""What a walk asks and how an issue moves. Pure: no clock, no I/O but reading flow files."""
