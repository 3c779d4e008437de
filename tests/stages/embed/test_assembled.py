"""The embedder of the settings, put together."""

from newsprism import Settings, build
from tests.stages.embed.serving import good, serving


def test_without_a_wish_there_is_no_embedder():
    assert build(Settings()).embedder is None


def test_a_server_is_asked_once_for_a_text_and_with_the_key_of_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("NEWSPRISM_EMBEDDINGS_KEY", "sk-1")
    with serving(good) as server:
        settings = Settings(embedder="endpoint", embeddings_url=server.url, embeddings_model="narae-embed")
        assert build(settings).embedder.embed(["가람전자", "나루조선"]).shape == (2, 4)
        assert build(settings).embedder.embed(["나루조선", "가람전자"]).shape == (2, 4)
    assert [asked["input"] for asked in server.asked] == [["가람전자", "나루조선"]]
    assert server.headers[0]["Authorization"] == "Bearer sk-1"
    assert list((tmp_path / "newsprism" / "vectors").glob("*.vec"))


def test_the_small_model_is_made_but_not_loaded(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert build(Settings(embedder="e5")).embedder.name.startswith("e5-small-")
    assert list(tmp_path.iterdir()) == []
