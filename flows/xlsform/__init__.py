"""The Excel form of a flow: XLSForm's sheets, as tables of text, to a `Flow` and back."""
