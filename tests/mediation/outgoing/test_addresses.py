"""Receivers in the settings: what will do and what will not."""

import base64

import pytest
from pydantic import ValidationError

from mediation.outgoing import addresses, targets
from mediation.settings import Settings
from tests.mediation.conftest import DATA_KEY, TOKEN
from tests.mediation.outgoing.conftest import SECRET

URL = "https://example.org/hook?token=abc"
SHORT = "whsec_" + base64.b64encode(b"x" * 23).decode()
LONG = "whsec_" + base64.b64encode(b"x" * 65).decode()


def made(**more):
    return Settings(mediation_api_token=TOKEN, mediation_data_keys=DATA_KEY, **more)


@pytest.mark.parametrize(
    "wrong",
    [
        {"warning_webhook_url": "ftp://example.org"},
        {"warning_webhook_url": "https://"},
        {"warning_webhook_url": "example.org/hook"},
        {"warning_webhook_url": URL},
        {"warning_webhook_url": URL, "warning_webhook_secret": "not base64"},
        {"warning_webhook_url": URL, "warning_webhook_secret": "whsec_!!!!"},
        {"warning_webhook_url": URL, "warning_webhook_secret": SHORT},
        {"warning_webhook_url": URL, "warning_webhook_secret": LONG},
        {"warning_webhook_url": URL, "warning_webhook_secret": f"{SECRET},{SHORT}"},
        {"warning_smtp_url": "http://mail.example.org"},
        {"warning_smtp_url": "smtp://"},
        {"warning_smtp_url": "smtp://mail.example.org:99999"},
        {"warning_smtp_url": "smtp://mail.example.org"},
        {"warning_smtp_url": "smtp://m.example.org", "warning_mail_from": "a@example.org"},
        {
            "warning_smtp_url": "smtp://m.example.org",
            "warning_mail_from": "a@example.org",
            "warning_mail_to": "b@example.org\nBcc: c@example.org",
        },
        {"event_subscribers": "rubbish"},
        {"event_subscribers": '{"url": "x"}'},
        {"event_subscribers": f'[{{"url": "{URL}", "secret": "{SHORT}"}}]'},
        {"event_subscribers": f'[{{"url": "{URL}", "secret": ""}}]'},
        {"event_subscribers": f'[{{"url": "{URL}", "secret": "{SECRET}", "topics": ["x"]}}]'},
        {"event_subscribers": f'[{{"url": "{URL}", "secret": "{SECRET}", "more": 1}}]'},
        {"console_url": "javascript:alert(1)"},
    ],
)
def test_a_wrong_setting_is_refused_at_the_start(wrong):
    with pytest.raises(ValidationError):
        made(**wrong)


def test_without_settings_nobody_is_told():
    assert targets.read(made()).all == ()
    assert targets.read(made(event_subscribers="", warning_webhook_url="")).all == ()


def test_each_receiver_is_told_its_topics_and_shown_without_what_may_be_secret():
    told = targets.read(
        made(
            warning_webhook_url=URL,
            warning_webhook_secret=f"{SECRET}, {SECRET}",
            warning_smtp_url="smtps://duty:p%40ss@mail.example.org",
            warning_mail_from="desk@example.org",
            warning_mail_to="a@example.org, b@example.org",
            event_subscribers=f'[{{"url": "{URL}", "secret": "{SECRET}"}}]',
        )
    )
    labels = [(one.label, one.by_mail, len(one.secrets)) for one in told.all]
    assert labels == [
        ("example.org", False, 2),
        ("a@example.org", True, 0),
        ("b@example.org", True, 0),
        ("example.org", False, 1),
    ]
    assert len({one.key for one in told.all}) == 4
    assert len(told.of("warning.raised")) == 3
    assert len(told.of("case.created")) == 1
    assert told.of("warning.answered") == []


@pytest.mark.parametrize(
    ("said", "server"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 25, False, None, None)),
        ("smtp://mail.example.org:587", ("mail.example.org", 587, False, None, None)),
        ("smtps://u%40x:p%2F@mail.example.org", ("mail.example.org", 465, True, "u@x", "p/")),
    ],
)
def test_a_mail_server_is_read(said, server):
    read = addresses.mail_server(said)
    assert (read.host, read.port, read.tls, read.user, read.password) == server
