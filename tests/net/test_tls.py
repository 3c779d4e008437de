"""https: the name is verified though the connection goes to an address."""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from newsprism.errors import ServerUnreachable
from tests.net.serving import reply, serving, web


def certificate(name, key, issuer, signer, names=()):
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=not names, path_length=None), critical=True)
    )
    if names:
        built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(n) for n in names]), critical=False)
    return built.sign(signer, hashes.SHA256())


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """An authority of our own, and a server context that it vouches for as nara.example."""
    folder = tmp_path_factory.mktemp("tls")
    authority, server = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test authority")])
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(certificate(named, authority, named, authority).public_bytes(pem))
    leaf = certificate(x509.Name([]), server, named, authority, ["nara.example"])
    plain = serialization.NoEncryption()
    key = server.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    (folder / "server.pem").write_bytes(key + leaf.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return folder / "ca.pem", context


def local(host, port):
    return ["127.0.0.1"]


def fetcher_of(authorities, **options):
    return web(resolve=local, allowed_hosts={"nara.example", "other.example"}, authorities=authorities, **options)


def test_the_name_is_sent_and_verified(papers):
    authorities, context = papers
    heard = []
    context.sni_callback = lambda sock, name, ctx: heard.append(name)
    with (
        serving(lambda asked: reply(b"safe"), wrap=lambda s: context.wrap_socket(s, server_side=True)) as site,
        fetcher_of(authorities) as fetcher,
    ):
        assert fetcher.fetch(f"https://nara.example:{site.port}/").content == b"safe"
        assert heard == ["nara.example"]
        with pytest.raises(ServerUnreachable, match="인증서") as fault:
            fetcher.fetch(f"https://other.example:{site.port}/")
    assert "Hostname mismatch" in str(fault.value)
    assert site.paths() == ["/"]


def test_an_unknown_authority_is_not_trusted(papers):
    _, context = papers
    with (
        serving(lambda asked: reply(), wrap=lambda s: context.wrap_socket(s, server_side=True)) as site,
        fetcher_of(None) as fetcher,
        pytest.raises(ServerUnreachable, match="인증서"),
    ):
        fetcher.fetch(f"https://nara.example:{site.port}/")
    assert site.asked == []


def test_a_server_without_tls_is_told():
    with (
        serving(lambda asked: [b"HTTP/1.1 400 -\r\n\r\n"]) as site,
        fetcher_of(None, tries=1, connect=0.3) as fetcher,
        pytest.raises(ServerUnreachable),
    ):
        fetcher.fetch(f"https://nara.example:{site.port}/")


def test_a_step_down_to_http_is_followed_but_not_remembered(papers):
    authorities, context = papers
    with serving(lambda asked: reply(b"plain")) as plain:
        target = plain.url("/", "nara.example")
        safe = serving(
            lambda asked: reply(status=301, Location=target), wrap=lambda s: context.wrap_socket(s, server_side=True)
        )
        with safe as site, fetcher_of(authorities) as fetcher:
            page = fetcher.fetch(f"https://nara.example:{site.port}/")
    assert (page.content, page.url, page.moved) == (b"plain", target, None)
