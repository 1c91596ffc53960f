"""What the Reputation page says: the gauges, their bands, what would help."""

from dataclasses import dataclass
from datetime import date

from desktop_app.services.numbers import format_number
from desktop_app.services.reputation.records import (
    Band,
    Day,
    Filtered,
    Gauge,
    GaugeKey,
    Report,
    Share,
    TextRef,
    Trouble,
)
from desktop_app.views.i18n import tr

MARKS = {
    Band.GREEN: ("circle-check", "ok"),
    Band.AMBER: ("triangle-alert", "warn"),
    Band.RED: ("circle-x", "danger"),
    Band.TOO_LITTLE: ("circle-dashed", "text2"),
}
"""The icon and tone of a band; the words beside them say it too."""


@dataclass(frozen=True, slots=True)
class Help:
    """One thing that would help. `link` is empty where no texts are meant."""

    key: str
    icon: str
    title: str
    words: str
    link: str = ""
    texts: tuple[TextRef, ...] = ()


def title(key: GaugeKey) -> str:
    """What a gauge is called."""
    return {
        GaugeKey.THROUGHPUT: tr("Throughput"),
        GaugeKey.VOLUME: tr("Volume"),
        GaugeKey.SENDERS: tr("Numbers used"),
        GaugeKey.RECIPIENTS: tr("Unique recipients"),
        GaugeKey.BALANCE: tr("Balance"),
        GaugeKey.REPETITION: tr("Repetition"),
    }[key]


def value(gauge: Gauge) -> str:
    """The large figure."""
    if gauge.key is not GaugeKey.BALANCE:
        return f"{gauge.value:,.0f}"
    if gauge.band is Band.TOO_LITTLE:
        return "–"
    return (
        f"{_short(gauge.value)} : 1"
        if gauge.value >= 1
        else f"1 : {_short(1 / gauge.value)}"
        if gauge.value
        else "0 : 1"
    )


def _short(ratio: float) -> str:
    words = f"{ratio:.1f}"
    return words.removesuffix(".0")


def unit(gauge: Gauge) -> str:
    """What the figure counts."""
    one = gauge.value == 1
    return {
        GaugeKey.THROUGHPUT: tr("a minute at today’s peak"),
        GaugeKey.VOLUME: tr("text today") if one else tr("texts today"),
        GaugeKey.SENDERS: tr("number in 30 days") if one else tr("numbers in 30 days"),
        GaugeKey.RECIPIENTS: tr("got the same text"),
        GaugeKey.BALANCE: tr("sent to received"),
        GaugeKey.REPETITION: tr("near-identical text") if one else tr("near-identical texts"),
    }[gauge.key]


def borders(gauge: Gauge) -> str:
    """Where amber and red begin."""
    if gauge.key is GaugeKey.BALANCE:
        return tr("1:2 to 2:1 · line at 4:1")
    if gauge.key is GaugeKey.SENDERS:
        return tr("People expect one")
    return tr(
        "Watch at {amber} · line at {red}", amber=f"{gauge.amber:,.0f}", red=f"{gauge.red:,.0f}"
    )


def over_time(gauge: Gauge) -> str:
    """The most of 30 days, or over which time it counts."""
    if gauge.key in {GaugeKey.THROUGHPUT, GaugeKey.VOLUME}:
        if not gauge.most:
            return tr("None in 30 days")
        return tr("Most: {n} on {day}", n=f"{gauge.most:,.0f}", day=short_day(gauge.most_on))
    if gauge.key is GaugeKey.BALANCE:
        return tr("Over 30 days")
    if gauge.key is GaugeKey.SENDERS:
        return tr("For the whole firm")
    return tr("In the last 24 hours")


def state(gauge: Gauge) -> str:
    """The band in words."""
    if gauge.band is Band.TOO_LITTLE:
        return tr("Too little data")
    if gauge.key is GaugeKey.SENDERS:
        return {
            Band.GREEN: tr("One number"),
            Band.AMBER: tr("More than one"),
            Band.RED: tr("Same text from several"),
        }[gauge.band]
    if gauge.key is GaugeKey.BALANCE:
        return _balance_state(gauge)
    if gauge.band is Band.RED:
        over = int(gauge.value - gauge.red)
        return tr("{n} over the line", n=f"{over:,}") if over else tr("At the line")
    return tr("Close to the line") if gauge.band is Band.AMBER else tr("Well within")


def _balance_state(gauge: Gauge) -> str:
    if gauge.band is Band.GREEN:
        return tr("In the normal band")
    if gauge.band is Band.RED:
        return tr("Hardly any replies")
    return tr("Few replies") if gauge.value > 1 else tr("Far more in than out")


def spoken(gauge: Gauge) -> str:
    """A gauge in one sentence for a screen reader."""
    parts = (title(gauge.key), f"{value(gauge)} {unit(gauge)}", state(gauge), borders(gauge))
    return ". ".join((*parts, over_time(gauge)))


def short_day(day: str) -> str:
    """An ISO day as people read it: Mar 11."""
    if not day:
        return ""
    when = date.fromisoformat(day)
    return f"{when:%b} {when.day}"


def day_sentence(day: Day) -> str:
    """One day of the chart in words."""
    said = tr(
        "{day}: {sent} sent, {received} received",
        day=short_day(day.day),
        sent=day.sent,
        received=day.received,
    )
    if day.filtered:
        said += tr(", {n} filtered", n=day.filtered)
    if day.alike > 1:
        said += tr(", {n} nearly the same", n=day.alike)
    return said


def intro(report: Report) -> str:
    """Under the title."""
    if not report.number:
        return tr("How carriers are likely to see your number. Worked out on this computer.")
    return tr(
        "How carriers are likely to see {number}. Worked out from records on this computer.",
        number=format_number(report.number),
    )


@dataclass(frozen=True, slots=True)
class Top:
    """What stands over the gauges, with the texts meant."""

    red: bool
    heading: str
    words: str
    texts: tuple[TextRef, ...] = ()
    count: int = 0


def headline(report: Report) -> Top | None:
    """What is over its line, or close to it. None where all is well."""
    if report.filtered.trouble in {Trouble.NUMBER, Trouble.UNREGISTERED}:
        texts = report.filtered.texts
        words = trouble_words(report.filtered)[2]
        return Top(True, filtered_title(report.filtered), words, texts, len(texts))
    red = [gauge for gauge in report.gauges if gauge.band is Band.RED]
    amber = [gauge for gauge in report.gauges if gauge.band is Band.AMBER and is_pressing(gauge)]
    if report.opt_outs.band is Band.RED and not red:
        words = tr("People opt out of texts they did not expect. Send nothing to many now.")
        return Top(True, tr("Opt-outs are over the line"), words)
    meant = red or amber
    if not meant:
        return None
    names = ", ".join(title(gauge.key).lower() for gauge in meant)
    heading = (
        tr("{n} of {all} over the line: {names}", n=len(red), all=len(report.gauges), names=names)
        if red
        else tr("Close to a line: {names}", names=names)
    )
    return Top(bool(red), heading, _why(meant[0]), meant[0].texts, meant[0].count)


def is_pressing(gauge: Gauge) -> bool:
    """Whether an amber gauge is worth a line at the top: a second number for others is not."""
    return gauge.key is not GaugeKey.SENDERS or bool(gauge.count)


def _why(gauge: Gauge) -> str:
    n = f"{gauge.value:,.0f}"
    return {
        GaugeKey.THROUGHPUT: tr(
            "You’re sending fast ({n} in one minute). Automatic texts are spaced out.", n=n
        ),
        GaugeKey.VOLUME: tr("{n} texts today; people rarely send more than a few hundred.", n=n),
        GaugeKey.SENDERS: tr(
            "Use one number. Spreading the same text over numbers looks like dodging filters."
        )
        if gauge.band is Band.RED
        else tr("Texts went out from {n} of your numbers. People expect one.", n=n),
        GaugeKey.RECIPIENTS: tr("This text went to {n} people; over 100 counts as bulk.", n=n),
        GaugeKey.BALANCE: tr("You send {ratio} texts for every reply.", ratio=_short(gauge.value))
        if gauge.value > 1
        else tr("Far more comes in than goes out."),
        GaugeKey.REPETITION: tr(
            "The same text went out {n} times in 24 hours. From 25 on, carriers treat it as a bulk "
            "send and may filter the number.",
            n=n,
        ),
    }[gauge.key]


def helps(report: Report) -> list[Help]:
    """What would help, the most pressing first; one calm line where nothing is needed."""
    gauges = sorted(report.gauges, key=lambda gauge: gauge.band is not Band.RED)
    found = [
        help_
        for gauge in gauges
        if gauge.band in {Band.AMBER, Band.RED} and (help_ := _help(gauge)) is not None
    ]
    if report.opt_outs.band in {Band.AMBER, Band.RED}:
        found.insert(
            0,
            Help(
                "opt_outs",
                "hand",
                tr("Write less, and only what was asked for"),
                tr("People opt out of texts they did not expect. Send nothing to many now.")
                if report.opt_outs.band is Band.RED
                else tr("People opt out of texts they did not expect."),
            ),
        )
    if found:
        return found
    return [
        Help(
            "nothing",
            "circle-check",
            tr("Nothing to change"),
            tr("Name the firm, answer replies, and keep to one number. That keeps it so."),
        )
    ]


def _help(gauge: Gauge) -> Help | None:
    """What would help one gauge; texts that come in are nothing to mend."""
    if gauge.key is GaugeKey.BALANCE and gauge.value < 1:
        return None
    if gauge.key is GaugeKey.SENDERS and gauge.band is not Band.RED:
        words = _several(gauge)
        return Help("senders", "phone", tr("Use one number for texts and calls"), words)
    icon, heading, words = {
        GaugeKey.REPETITION: (
            "copy",
            tr("Vary the words"),
            tr("Add what is special to each person, so that each text differs."),
        ),
        GaugeKey.RECIPIENTS: (
            "users",
            tr("Send to fewer people"),
            tr("Split it over days, or ask if everyone needs it."),
        ),
        GaugeKey.THROUGHPUT: (
            "timer",
            tr("Slow big sends down"),
            tr("The Outbox can send 6 or 30 automatic texts a minute."),
        ),
        GaugeKey.VOLUME: (
            "calendar-clock",
            tr("Spread texts over days"),
            tr("Leave what can wait for tomorrow."),
        ),
        GaugeKey.BALANCE: (
            "message-square-reply",
            tr("Ask for a short reply"),
            tr("“Reply YES to confirm” keeps sent and received balanced."),
        ),
        GaugeKey.SENDERS: (
            "phone",
            tr("Use one number"),
            tr("Send this text from one number only."),
        ),
    }[gauge.key]
    return Help(str(gauge.key), icon, heading, words, _link(gauge), gauge.texts)


def _several(gauge: Gauge) -> str:
    if not gauge.count:
        return tr("Nobody got texts from more than one of them, which is good.")
    if gauge.count == 1:
        return tr("1 person got texts from more than one of your numbers. Keep to one for each.")
    return tr(
        "{n} people got texts from more than one of your numbers. Keep to one for each.",
        n=gauge.count,
    )


def _link(gauge: Gauge) -> str:
    return see_texts(gauge.count) if gauge.texts else ""


def see_texts(count: int) -> str:
    """The words of a link to texts."""
    return tr("See the text") if count == 1 else tr("See the {n} texts", n=count)


def share_words(share: Share) -> str:
    """A part of a whole, in per cent and in figures."""
    if not share.whole:
        return "–"
    exact = 100 * share.part % share.whole == 0
    per_cent = f"{share.per_cent:.0f}" if exact else f"{share.per_cent:.1f}"
    return tr(
        "{p}% ({part} of {whole})", p=per_cent, part=f"{share.part:,}", whole=f"{share.whole:,}"
    )


def share_state(share: Share, *, opt_outs: bool = False) -> str:
    """What its band means."""
    if share.band is Band.TOO_LITTLE:
        return tr("Too little data: it takes 50 texts in 7 days")
    if share.band is Band.RED:
        return tr("Over 3%: send nothing to many now")
    if share.band is Band.AMBER:
        return tr("Over 1%") if opt_outs else tr("Worth a look")
    return tr("Well within")


def filtered_title(filtered: Filtered) -> str:
    """How many texts carriers stopped."""
    count = filtered.share.part
    if not count:
        return tr("Carriers filtered no text")
    return (
        tr("Carriers filtered 1 text") if count == 1 else tr("Carriers filtered {n} texts", n=count)
    )


def trouble_words(filtered: Filtered) -> tuple[str, str, str]:
    """Whether it is a text or the number: (icon, tone, words)."""
    return {
        Trouble.NONE: (
            "circle-check",
            "ok",
            tr("Neither a text nor the number was stopped in the last 7 days."),
        ),
        Trouble.TEXT: (
            "triangle-alert",
            "warn",
            tr(
                "It is the text, not your number: others arrived. Change its words before you send "
                "it again."
            )
            if filtered.share.whole > filtered.share.part
            else tr("It may be the text. Change its words before you send it again."),
        ),
        Trouble.NUMBER: (
            "circle-x",
            "danger",
            tr(
                "The whole number is in trouble: different texts were stopped. Send only what "
                "cannot wait, and write to Twilio’s support."
            ),
        ),
        Trouble.UNREGISTERED: (
            "circle-x",
            "danger",
            tr(
                "The whole number is in trouble: carriers refuse it because it is not registered. "
                "Register it with Twilio; the words of your texts are not the cause."
            ),
        ),
    }[filtered.trouble]


def cap_words(report: Report) -> str:
    """What counts against the day's cap."""
    cap = report.cap
    return tr(
        "About {expected} of {cap} texts today; {worst} if everyone was with T-Mobile.",
        expected=f"{cap.expected:,}",
        cap=f"{cap.cap:,}",
        worst=f"{cap.at_worst:,}",
    )


def cap_state(report: Report) -> str:
    """The band of the cap in words."""
    return {
        Band.GREEN: tr("Well within"),
        Band.AMBER: tr("Over four fifths"),
        Band.RED: tr("Used up: T-Mobile refuses more today"),
        Band.TOO_LITTLE: tr("Too little data"),
    }[report.cap.band]
