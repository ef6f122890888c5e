"""An authority of our own on loopback: certificates, revocation lists, OCSP, time stamps."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

PASSPHRASE = "correct horse"  # noqa: S105  of keys that live as long as a test
_DAY = timedelta(days=1)


_STAMPS = "Test Stamps"


@cache
def _key(name: str) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
    if name == _STAMPS:  # the time stamps of pyHanko's tests know no other kind
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _own_id(name: str) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(_key(name).public_key())


def _issuer_id(name: str) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(_key(name).public_key())


@dataclass
class Authority:
    """Issues certificates; ``url`` is where it answers, "" for certificates that name no place."""

    name: str = "Test Root"
    url: str = ""
    revoked: list[int] = field(default_factory=list)
    serial: int = 1000
    first: int = 1001
    """The number of the first certificate that it issues."""

    def certificate(
        self,
        name: str,
        *,
        days: tuple[int, int] = (-10, 3650),
        stamps: bool = False,
        root: bool = False,
    ) -> x509.Certificate:
        """Return a certificate that is valid from one day to another, counted from today."""
        self.serial += 1
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(_named(name))
            .issuer_name(_named(self.name))
            .public_key(_key(name).public_key())
            .serial_number(self.serial)
            .not_valid_before(now + days[0] * _DAY)
            .not_valid_after(now + days[1] * _DAY)
            .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(_key(name).public_key()), critical=False
            )
            .add_extension(_issuer_id(self.name), critical=False)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not root,
                    content_commitment=not root and not stamps,
                    key_encipherment=False,
                    data_encipherment=False,
                    key_agreement=False,
                    key_cert_sign=root,
                    crl_sign=root,
                    encipher_only=False,
                    decipher_only=False,
                ),
                critical=True,
            )
        )
        if stamps:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        if self.url and not root:
            place = x509.UniformResourceIdentifier(f"{self.url}/list.crl")
            point = x509.DistributionPoint([place], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
            asks = x509.AccessDescription(
                AuthorityInformationAccessOID.OCSP,
                x509.UniformResourceIdentifier(f"{self.url}/ocsp"),
            )
            builder = builder.add_extension(x509.AuthorityInformationAccess([asks]), critical=False)
        return builder.sign(_key(self.name), hashes.SHA256())

    @functools.cached_property
    def root(self) -> x509.Certificate:
        """The authority's own certificate."""
        return self.certificate(self.name, root=True)

    @functools.cached_property
    def stamping(self) -> x509.Certificate:
        """The certificate of the authority's time stamps."""
        return self.certificate(_STAMPS, stamps=True)

    def key_file(self, name: str = "Desk of Trade", **options: Any) -> bytes:
        """Return a PKCS#12 file of a new certificate, with its key and the root."""
        return pkcs12.serialize_key_and_certificates(
            name.encode(),
            _key(name),
            self.certificate(name, **options),
            [self.root],
            serialization.BestAvailableEncryption(PASSPHRASE.encode()),
        )

    def pem(self) -> bytes:
        """Return the root as people pass it on."""
        return self.root.public_bytes(serialization.Encoding.PEM)

    def revocation_list(self) -> bytes:
        """Return the list of what was revoked."""
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(_named(self.name))
            .last_update(now - _DAY)
            .next_update(now + 3000 * _DAY)
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(_issuer_id(self.name), critical=False)
        )
        for serial in self.revoked:
            one = x509.RevokedCertificateBuilder().serial_number(serial)
            builder = builder.add_revoked_certificate(one.revocation_date(now - 2 * _DAY).build())
        return builder.sign(_key(self.name), hashes.SHA256()).public_bytes(
            serialization.Encoding.DER
        )

    def answer_ocsp(self, data: bytes) -> bytes:
        """Return what an OCSP request is answered with."""
        asked = ocsp.load_der_ocsp_request(data)
        bad = asked.serial_number in self.revoked
        now = datetime.now(UTC)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            asked.issuer_name_hash,
            asked.issuer_key_hash,
            asked.serial_number,
            asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.REVOKED if bad else ocsp.OCSPCertStatus.GOOD,
            this_update=now - _DAY,
            next_update=now + 3000 * _DAY,
            revocation_time=now - 2 * _DAY if bad else None,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.root)
        return builder.sign(_key(self.name), hashes.SHA256()).public_bytes(
            serialization.Encoding.DER
        )

    def stamp(self, data: bytes) -> bytes:
        """Return what a request for a time stamp is answered with."""
        certificate = self.stamping
        der = serialization.Encoding.DER
        private = _key(_STAMPS).private_bytes(
            der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        store = SimpleCertificateStore()
        store.register(asn1.Certificate.load(self.root.public_bytes(der)))
        stamper = DummyTimeStamper(
            asn1.Certificate.load(certificate.public_bytes(der)),
            keys.PrivateKeyInfo.load(private),
            certs_to_embed=store,
        )
        response = stamper.request_tsa_response(tsp.TimeStampReq.load(data))
        return bytes(response.dump())


@contextlib.contextmanager
def served(name: str = "Test Root") -> Iterator[Authority]:
    """Serve an authority on loopback: /list.crl, /ocsp, /stamp."""
    authority = Authority(name)

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._give(authority.revocation_list(), "application/pkix-crl")

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/ocsp":
                self._give(authority.answer_ocsp(data), "application/ocsp-response")
            elif self.path == "/stamp":
                self._give(authority.stamp(data), "application/timestamp-reply")
            else:
                self._give(b"nobody is here", "text/plain")

        def _give(self, data: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    authority.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
