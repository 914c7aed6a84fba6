"""Named limits: what a flow, a state or an expression may cost at most.

A flow is untrusted input (an office's Excel sheet, a downloaded form). Each
limit is checked where the thing it bounds is built. Crossing one is a clear
`FlowError` where the flow alone does it, and a refusal where an answer does; never
a hang, and never a row that is left out in silence.
"""

MAX_FLOW_BYTES = 1_000_000
MAX_ROWS = 1_000
MAX_CHOICES = 5_000
MAX_NESTING = 8
MAX_NAME_LENGTH = 64
MAX_LABEL_LENGTH = 2_000
MAX_EXPRESSION_LENGTH = 2_000
MAX_EXPRESSION_DEPTH = 40
MAX_REGEX_LENGTH = 200
MAX_STEPS = 200_000
"""Steps (tokens evaluated, nodes looked at) of one look at a walk."""
MAX_REPEATS = 50
"""Instances of one repeat."""
MAX_INSTANCES = 200
"""Instances of one repeat in all instances of the repeats around it."""
MAX_TEXT_ANSWER = 4_000
"""Characters of one text answer."""
MAX_NOTES = 500
"""Notes and raised issues kept in one state; further ones are refused, with a word."""
MAX_MEDIA = 50
"""Photos or files of one answer."""
MAX_MEDIA_NAME = 200
MAX_NAMES = 20
"""Names of a list that fills a `hidden` row (the materials of a guide)."""
MAX_LISTED_NAME = 60
MAX_SHOWN = 500
"""Characters of one answer shown inside another text."""
