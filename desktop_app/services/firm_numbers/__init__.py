"""The firm's own numbers at Twilio: what is read there, what is changed, and how to undo it."""
