"""A loopback Twilio with a made-up law firm behind it. Imports nothing else of the program."""
