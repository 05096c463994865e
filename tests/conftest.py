import pytest


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    """Real Rasa with the trained model, real actions, real backend, real gateway; once a session."""
    from tests.stack import running  # the Rasa environment has no launcher

    with running(tmp_path_factory.mktemp("stack")) as started:
        yield started
