"""Keys: what is encrypted opens with its key alone, and only if nobody changed it."""

import pytest

from mediation.vault.keyring import CannotOpen, Keyring, KeyringError

OLD, NEW, OTHER = "o" * 32, "n" * 40, "x" * 32


@pytest.mark.parametrize("plain", ["韩素芬", "13900000417", "", "话" * 100_000, "\x00🙂\n"])
def test_what_is_sealed_opens_again_and_shows_nothing(plain):
    keyring = Keyring([OLD])
    sealed = keyring.seal(plain)
    assert keyring.open(sealed) == plain
    assert not plain or plain not in sealed


def test_the_same_value_looks_different_each_time():
    keyring = Keyring([OLD])
    assert keyring.seal("韩素芬") != keyring.seal("韩素芬")


def test_the_newest_key_seals_and_every_key_opens():
    sealed = Keyring([OLD]).seal("韩素芬")
    both = Keyring.parse(f"{NEW}, {OLD}")
    assert both.open(sealed) == "韩素芬"
    assert Keyring([NEW]).open(both.seal("韩广田")) == "韩广田"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sealed: sealed[:-4] + "AAAA",
        lambda sealed: sealed[:-1],
        lambda sealed: sealed[:20],
        lambda sealed: sealed.replace("x1:", "x2:"),
        lambda sealed: "韩素芬",
        lambda sealed: "",
    ],
)
def test_a_value_that_was_changed_is_an_error_and_never_empty(spoil):
    keyring = Keyring([OLD])
    with pytest.raises(CannotOpen):
        keyring.open(spoil(keyring.seal("韩素芬")))


def test_a_wrong_key_is_an_error_without_the_value_or_the_key():
    with pytest.raises(CannotOpen) as error:
        Keyring([OTHER]).open(Keyring([OLD]).seal("韩素芬"))
    assert not [one for one in ("韩素芬", OLD, OTHER) if one in str(error.value)]


def test_hashes_are_equal_for_equal_values_of_a_kind_under_one_key():
    keyring = Keyring([NEW, OLD])
    assert keyring.digest("name", "韩素芬") == keyring.digest("name", "韩素芬")
    assert keyring.digest("name", "1") != keyring.digest("phone", "1")
    assert keyring.digests("name", "韩素芬") == [
        Keyring([NEW]).digest("name", "韩素芬"),
        Keyring([OLD]).digest("name", "韩素芬"),
    ]


@pytest.mark.parametrize("setting", ["", ",", "short", f"{OLD},", f"{OLD},short", f"{OLD},{OLD}"])
def test_keys_that_are_none_are_refused(setting):
    with pytest.raises(KeyringError):
        Keyring.parse(setting)
