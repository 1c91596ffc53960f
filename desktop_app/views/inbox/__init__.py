"""The inbox: list, conversation, composer, contact panel."""
