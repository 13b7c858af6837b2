"""Speech to text for the Faster-Vox agent: a long-lived process around faster-whisper.

`server` speaks the protocol, `engine` holds the model, `recording` reads files; nothing here knows how the agent works.
"""

VERSION = "0.1.0"
PROTOCOL = 1
