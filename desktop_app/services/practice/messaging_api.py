"""The resources of messaging.twilio.com: services, their numbers, campaigns, verifications."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop_app.services.practice import constants, rendering
from desktop_app.services.practice.account import PracticeAccount
from desktop_app.services.practice.creation import Refusal, own_numbers
from desktop_app.services.practice.http_forms import Answer, Request
from desktop_app.services.practice.keywords import is_toll_free
from desktop_app.services.practice.messaging_services import PracticeService

HOST = "messaging.twilio.com"
ROOT = f"{constants.BY_HOST}{HOST}"
ADDRESS = f"https://{HOST}/v1/Services"

_CAMPAIGN_SID, _BRAND_SID = "QE" + "fab1e" * 6 + "03", "BN" + "fab1e" * 6 + "04"
_VERIFICATION_SID = "HH" + "fab1e" * 6 + "05"
_SERVICE, _NUMBER = r"(MG[0-9a-fA-F]{32})", r"(PN[0-9a-fA-F]{32})"
_LONGEST_NAME = 64

_Handler = Callable[..., Answer]


class MessagingApi:
    """Routes one request and renders the answer; None for another host's request."""

    def __init__(self, account: PracticeAccount) -> None:
        self._account = account
        routes: list[tuple[str, dict[str, _Handler]]] = [
            ("/v1/Services", {"GET": self._services, "POST": self._make}),
            (
                f"/v1/Services/{_SERVICE}",
                {"GET": self._service, "POST": self._change, "DELETE": self._delete},
            ),
            (
                f"/v1/Services/{_SERVICE}/PhoneNumbers",
                {"GET": self._numbers, "POST": self._add},
            ),
            (f"/v1/Services/{_SERVICE}/PhoneNumbers/{_NUMBER}", {"DELETE": self._remove}),
            (f"/v1/Services/{_SERVICE}/Compliance/Usa2p", {"GET": self._campaigns}),
            ("/v1/Tollfree/Verifications", {"GET": self._verifications}),
        ]
        self._routes = [(re.compile(ROOT + path), verbs) for path, verbs in routes]

    def answer(self, request: Request) -> Answer | None:
        """What Twilio would say."""
        for pattern, verbs in self._routes:
            fit = pattern.fullmatch(request.path)
            if fit is None:
                continue
            if request.method not in verbs:
                raise Refusal(20004, "Method not allowed", 405)
            return verbs[request.method](request, *fit.groups())
        return None

    # Services

    def _services(self, _request: Request) -> Answer:
        shown = [self._rendered(each) for each in self._account.services.all()]
        return _listing("services", ADDRESS, shown)

    def _service(self, _request: Request, sid: str) -> Answer:
        return Answer.json(self._rendered(self._account.services.one(sid)))

    def _make(self, request: Request) -> Answer:
        form = dict(request.form())
        name = form.get("FriendlyName", "")
        if not name or len(name) > _LONGEST_NAME:
            raise Refusal(20001, "FriendlyName must have 1 to 64 characters")
        made = self._account.services.make(
            name,
            keeps=form.get("UseInboundWebhookOnNumber") == "true",
            address=form.get("InboundRequestUrl", ""),
            at=self._account.clock.now(),
        )
        return Answer.json(self._rendered(made), 201)

    def _change(self, request: Request, sid: str) -> Answer:
        form = dict(request.form())
        service = self._account.services.one(sid)
        if "UseInboundWebhookOnNumber" in form:
            service = replace(service, keeps=form["UseInboundWebhookOnNumber"] == "true")
        if "InboundRequestUrl" in form:
            service = replace(service, address=form["InboundRequestUrl"])
        return Answer.json(self._rendered(self._account.services.change(service)))

    def _delete(self, _request: Request, sid: str) -> Answer:
        self._account.services.delete(sid)
        return Answer(204)

    # Their numbers

    def _numbers(self, _request: Request, sid: str) -> Answer:
        service = self._account.services.one(sid)
        owned = {rendering.number_sid(each): each for each in own_numbers(self._account.settings)}
        shown = [
            self._number(service, owned[each]) for each in service.number_sids if each in owned
        ]
        return _listing("phone_numbers", f"{ADDRESS}/{sid}/PhoneNumbers", shown)

    def _add(self, request: Request, sid: str) -> Answer:
        wanted = dict(request.form()).get("PhoneNumberSid", "")
        for number in own_numbers(self._account.settings):
            if rendering.number_sid(number) == wanted:
                self._account.services.add(sid, wanted)
                return Answer.json(self._number(self._account.services.one(sid), number), 201)
        raise Refusal(21404, f"Phone number {wanted} was not found", 404)

    def _remove(self, _request: Request, sid: str, number_sid: str) -> Answer:
        self._account.services.remove(sid, number_sid)
        return Answer(204)

    # Registrations

    def _campaigns(self, _request: Request, sid: str) -> Answer:
        service = self._account.services.one(sid)
        shown = [self._campaign(service)] if service.campaign else []
        return _listing("compliance", f"{ADDRESS}/{sid}/Compliance/Usa2p", shown)

    def _verifications(self, _request: Request) -> Answer:
        settings = self._account.settings
        shown = [
            self._verification(number) for number in own_numbers(settings) if is_toll_free(number)
        ]
        return _listing("verifications", f"https://{HOST}/v1/Tollfree/Verifications", shown)

    # What they look like

    def _rendered(self, service: PracticeService) -> dict[str, Any]:
        address = f"{ADDRESS}/{service.sid}"
        parts = {
            "phone_numbers": "PhoneNumbers",
            "short_codes": "ShortCodes",
            "alpha_senders": "AlphaSenders",
            "us_app_to_person": "Compliance/Usa2p",
        }
        return {
            "sid": service.sid,
            "account_sid": constants.ACCOUNT_SID,
            "friendly_name": service.name,
            "date_created": _iso(service.made_at),
            "date_updated": _iso(service.made_at),
            "inbound_request_url": service.address or None,
            "inbound_method": "POST",
            "fallback_url": None,
            "fallback_method": "POST",
            "status_callback": None,
            "sticky_sender": True,
            "mms_converter": True,
            "smart_encoding": True,
            "scan_message_content": "inherit",
            "fallback_to_long_code": False,
            "area_code_geomatch": True,
            "synchronous_validation": False,
            "validity_period": 36_000,
            "url": address,
            "links": {name: f"{address}/{path}" for name, path in parts.items()},
            "usecase": "undeclared",
            "us_app_to_person_registered": service.campaign,
            "use_inbound_webhook_on_number": service.keeps,
        }

    def _number(self, service: PracticeService, number: str) -> dict[str, Any]:
        sid = rendering.number_sid(number)
        return {
            "sid": sid,
            "account_sid": constants.ACCOUNT_SID,
            "service_sid": service.sid,
            "date_created": _iso(service.made_at),
            "date_updated": _iso(service.made_at),
            "phone_number": number,
            "country_code": "US",
            "capabilities": self._capabilities(number),
            "url": f"{ADDRESS}/{service.sid}/PhoneNumbers/{sid}",
        }

    def _capabilities(self, number: str) -> list[str]:
        pictures = number not in self._account.settings.no_pictures
        return ["SMS", *(["MMS"] if pictures else []), "Voice"]

    def _campaign(self, service: PracticeService) -> dict[str, Any]:
        waits = constants.LOCAL_NUMBER in self._account.settings.unregistered
        return {
            "sid": _CAMPAIGN_SID,
            "account_sid": constants.ACCOUNT_SID,
            "brand_registration_sid": _BRAND_SID,
            "messaging_service_sid": service.sid,
            "description": f"Texts of {constants.FIRM_NAME} to its clients about their own cases",
            "message_samples": ["[Name], your hearing is on [date]. Reply STOP to opt out."],
            "us_app_to_person_usecase": "LOW_VOLUME",
            "has_embedded_links": False,
            "has_embedded_phone": True,
            "subscriber_opt_in": True,
            "age_gated": False,
            "direct_lending": False,
            "campaign_status": "IN_PROGRESS" if waits else "VERIFIED",
            "campaign_id": None if waits else "CFAB1E0",
            "is_externally_registered": False,
            "rate_limits": None,
            "message_flow": "Clients agree on the firm's paper form at their first meeting.",
            "opt_in_message": None,
            "opt_out_message": None,
            "help_message": None,
            "opt_in_keywords": [],
            "opt_out_keywords": [],
            "help_keywords": [],
            "date_created": _iso(service.made_at),
            "date_updated": _iso(service.made_at),
            "url": f"{ADDRESS}/{service.sid}/Compliance/Usa2p/{_CAMPAIGN_SID}",
            "mock": False,
            "errors": [],
        }

    def _verification(self, number: str) -> dict[str, Any]:
        waits = number in self._account.settings.unregistered
        unknown = dict.fromkeys(_LEFT_EMPTY)
        return unknown | {
            "sid": _VERIFICATION_SID,
            "account_sid": constants.ACCOUNT_SID,
            "date_created": _iso(rendering.ACCOUNT_MADE_AT),
            "date_updated": _iso(rendering.ACCOUNT_MADE_AT),
            "business_name": constants.FIRM_NAME,
            "use_case_categories": ["CUSTOMER_CARE"],
            "use_case_summary": "Texts to clients about their own cases",
            "production_message_sample": "Your hearing is on [date]. Reply STOP to opt out.",
            "opt_in_image_urls": [],
            "opt_in_type": "PAPER_FORM",
            "message_volume": "1,000",
            "tollfree_phone_number_sid": rendering.number_sid(number),
            "tollfree_phone_number": number,
            "status": "IN_REVIEW" if waits else "TWILIO_APPROVED",
            "url": f"https://{HOST}/v1/Tollfree/Verifications/{_VERIFICATION_SID}",
            "edit_allowed": False,
            "business_registration_authority": "EIN",
            "business_type": "PRIVATE_PROFIT",
            "age_gated_content": False,
            "opt_in_keywords": [],
            "rejection_reasons": [],
            "resource_links": {},
            "vetting_provider": "CAMPAIGN_VERIFY",
        }


_LEFT_EMPTY = (
    "customer_profile_sid",
    "trust_product_sid",
    "regulated_item_sid",
    "business_street_address",
    "business_street_address2",
    "business_city",
    "business_state_province_region",
    "business_postal_code",
    "business_country",
    "business_website",
    "business_contact_first_name",
    "business_contact_last_name",
    "business_contact_email",
    "business_contact_phone",
    "notification_email",
    "additional_information",
    "rejection_reason",
    "error_code",
    "edit_expiration",
    "business_registration_number",
    "business_registration_country",
    "business_registration_phone_number",
    "doing_business_as",
    "opt_in_confirmation_message",
    "help_message_sample",
    "privacy_policy_url",
    "terms_and_conditions_url",
    "external_reference_id",
    "vetting_id",
    "vetting_id_expiration",
)
"""Fields of a verification that nobody here asks for."""


def _iso(at: float) -> str:
    return datetime.fromtimestamp(int(at), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _listing(key: str, address: str, records: list[dict[str, Any]]) -> Answer:
    """One page in the newer hosts' envelope; a practice account never has a second."""
    meta = {
        "first_page_url": f"{address}?PageSize=50&Page=0",
        "key": key,
        "next_page_url": None,
        "page": 0,
        "page_size": 50,
        "previous_page_url": None,
        "url": f"{address}?PageSize=50&Page=0",
    }
    return Answer.json({key: records, "meta": meta})
