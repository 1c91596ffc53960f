"""Which channels beside texts are turned off for a person, as one column of a line."""


def column(number: str) -> str:
    """A list such as calls_in,email, or NULL; `number` is SQL, the contact is called p."""
    return f"""(SELECT group_concat(k.channel) FROM channel_consents AS k
    WHERE k.state IN ('out_firm', 'out_contact')
    AND ((k.number = {number} AND k.channel IN ('calls_in', 'calls_out'))
      OR (k.number = lower(p.email) AND k.channel = 'email')))"""
