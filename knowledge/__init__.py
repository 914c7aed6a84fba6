"""What the guides say: import, index, retrieve, answer or refuse. Imports no other room."""
