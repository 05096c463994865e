"""Settings come from the environment, then .env, then secrets made once."""

import stat

from launcher.environment import development, settings


def test_development_secrets_are_made_once_and_readable_by_the_owner_alone(tmp_path):
    first = settings(tmp_path, {"PATH": "/bin"})
    second = settings(tmp_path, {"PATH": "/bin"})
    assert first == second
    assert len(first["WECHAT_AES_KEY"]) == 43
    mode = stat.S_IMODE((tmp_path / "var" / "dev.env").stat().st_mode)
    assert mode == 0o600


def test_two_installations_share_no_secret(tmp_path):
    one, other = development(tmp_path / "a.env"), development(tmp_path / "b.env")
    secrets = (
        "WECHAT_APP_SECRET",
        "WECHAT_TOKEN",
        "MEDIATION_API_TOKEN",
        "CITIZEN_KEY_SECRET",
        "MEDIATION_DATA_KEYS",
    )
    assert all(one[name] != other[name] for name in secrets)


def test_a_file_from_before_a_secret_was_needed_is_completed_and_keeps_the_others(tmp_path):
    first = development(tmp_path / "dev.env")
    kept = {name: value for name, value in first.items() if name != "MEDIATION_DATA_KEYS"}
    (tmp_path / "dev.env").write_text(
        "".join(f"{name}={value}\n" for name, value in kept.items())[:-1]
    )
    second = development(tmp_path / "dev.env")
    assert {name: second[name] for name in kept} == kept
    assert len(second["MEDIATION_DATA_KEYS"]) >= 32
    assert development(tmp_path / "dev.env") == second


def test_own_settings_file_is_read_and_no_secrets_are_made_beside_it(tmp_path):
    (tmp_path / ".env").write_text("WECHAT_TOKEN=ours\nGATEWAY_PORT=18080\n")
    found = settings(tmp_path, {})
    assert found["WECHAT_TOKEN"] == "ours"
    assert found["GATEWAY_PORT"] == "18080"
    assert not (tmp_path / "var" / "dev.env").exists()


def test_environment_comes_before_the_file(tmp_path):
    (tmp_path / ".env").write_text("GATEWAY_PORT=18080\n")
    assert settings(tmp_path, {"GATEWAY_PORT": "28080"})["GATEWAY_PORT"] == "28080"


def test_folder_for_data_is_absolute_for_every_process(tmp_path):
    assert settings(tmp_path, {"VAR_DIR": "data"})["VAR_DIR"] == str(tmp_path / "data")
