"""What is fixed about the practice account: its key, its numbers, and the key of practice stores.

None of it is a secret. The SIDs have the shape of Twilio's and read "fable" all the way through;
they are put together here so that no scanner takes them for real ones.
"""

ACCOUNT_SID = "AC" + "fab1e" * 6 + "00"
KEY_SID = "SK" + "fab1e" * 6 + "01"
KEY_SECRET = "PracticeOnlyThisOpensNothingReal"  # noqa: S105  opens the made-up account and no other
MESSAGING_SERVICE_SID = "MG" + "fab1e" * 6 + "02"

STORE_KEY = b"practice store key, not a secret"
"""The 32 bytes every practice store is encrypted with, so that it can be reopened by anyone."""

FIRM_NAME = "Hartwell & Osei"
LOCAL_NUMBER = "+13125550100"
TOLL_FREE_NUMBER = "+18335550100"

API_HOST = "api.twilio.com"
API_VERSION = "2010-04-01"
BY_HOST = "/by-host/"
"""The original host follows this as a path part: /by-host/api.twilio.com/2010-04-01/…"""
