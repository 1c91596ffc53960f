"""The answers of a registration, as they are typed and kept (rules.md G-01, G-02).

Everything has a value from the start, so that half a draft is a draft too. What is not known is
empty, 0 or None; nothing here is checked.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

VERSION: Final = 1
"""Of the document a draft is kept in; a change of meaning raises it."""
ENGAGEMENT_TERMS: Final = "engagement_terms"
"""A way of agreeing firms are told of and carriers refuse: a sentence in the client terms."""


@dataclass(frozen=True, slots=True)
class Business:
    """Who registers. `irs_name` is the name as it was read off the letter."""

    legal_name: str = ""
    irs_name: str = ""
    brand_name: str = ""
    ein: str = ""
    entity: str = ""
    brand_type: str = ""
    industry: str = "LEGAL"
    texts_per_day: int = 0
    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = "US"
    address_as_irs: bool | None = None
    website: str = ""
    website_opens: bool | None = None
    website_text: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom reviewers ask."""

    name: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """One way people agree to texts. `medium` as consent is recorded, or ENGAGEMENT_TERMS.

    `wording` is what is shown or read aloud; `url` where it stands, or a picture of it.
    """

    medium: str = ""
    wording: str = ""
    url: str = ""
    phone_required: bool = False
    box_required: bool = False
    ticked_beforehand: bool = False
    behind_a_link: bool = False
    truthful: bool = False


@dataclass(frozen=True, slots=True)
class Consent:
    """Proof that people agree. `client_terms_url`: terms that say clients get texts; a notice."""

    methods: tuple[Method, ...] = ()
    client_terms_url: str = ""


@dataclass(frozen=True, slots=True)
class Policies:
    """The two public pages: where they are, and their words."""

    privacy_url: str = ""
    privacy_text: str = ""
    privacy_opens: bool | None = None
    terms_url: str = ""
    terms_text: str = ""
    terms_opens: bool | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """What is texted. `special` names the topics that need leave of the provider first.

    `twilio_answers`: Twilio's usual answers to STOP and HELP are kept, so none of ours is asked.
    """

    preset: str = ""
    use_case: str = ""
    description: str = ""
    message_flow: str = ""
    frequency: str = ""
    samples: tuple[str, ...] = ()
    has_links: bool = False
    has_phone: bool = False
    opt_in_message: str = ""
    opt_out_message: str = ""
    help_message: str = ""
    opt_in_keywords: tuple[str, ...] = ()
    opt_out_keywords: tuple[str, ...] = ()
    help_keywords: tuple[str, ...] = ()
    twilio_answers: bool = False
    age_gated: bool = False
    direct_lending: bool = False
    special: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the draft; its bytes are kept elsewhere under the hash."""

    kind: str = ""
    name: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One no. `resubmitted`: the day a corrected application was accepted for review.

    `withdrawn`: the firm took it back itself, which is no rejection.
    """

    on: date | None = None
    codes: tuple[str, ...] = ()
    words: str = ""
    resubmitted: date | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Application:
    """What became of the draft since it was sent. A new application starts with none of it."""

    submitted: date | None = None
    approved: date | None = None
    temporary_issued: date | None = None
    rejections: tuple[Rejection, ...] = ()
    attorney_signed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """All of it. `sender_type` is long_code or toll_free; `number` the one texts come from."""

    version: int = VERSION
    sender_type: str = "long_code"
    number: str = ""
    business: Business = field(default_factory=Business)
    contact: Contact = field(default_factory=Contact)
    consent: Consent = field(default_factory=Consent)
    policies: Policies = field(default_factory=Policies)
    campaign: Campaign = field(default_factory=Campaign)
    attachments: tuple[Attachment, ...] = ()
    application: Application = field(default_factory=Application)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the firm is registered under, the one clients know first."""
        both = (self.business.brand_name.strip(), self.business.legal_name.strip())
        return tuple(dict.fromkeys(name for name in both if name))

    @property
    def name(self) -> str:
        """The name clients know, else the legal one; empty where neither is told."""
        return self.names[0] if self.names else ""
