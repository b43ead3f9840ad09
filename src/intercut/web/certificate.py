"""The network door's certificate, made here: an authority kept for this user, a leaf each start.

The authority may speak for addresses of local networks only, so that a tablet that trusts it trusts
it for nothing else. Trusted once, the page opens on that tablet without a warning and, as browsers
allow it then, without the network.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LOCAL: Final = (
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8",
    "100.64.0.0/10",
)  # fmt: skip
"""Networks the authority may speak for: private (RFC 1918), link-local, loopback, shared (6598)."""

AUTHORITY_DAYS: Final = 3650
LEAF_DAYS: Final = 390
"""Below the 398 days beyond which browsers refuse a certificate (Apple, support.apple.com/102028)."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What the door shows: leaf with its key as PEM, the authority as DER, its fingerprint."""

    leaf_pem: bytes
    key_pem: bytes
    authority_der: bytes
    fingerprint: str


def authority_folder() -> Path:
    """Where this user's authority is kept."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "intercut" / "network"


def certificate_for(
    addresses: Sequence[IP], folder: Path, now: dt.datetime | None = None
) -> Certificate:
    """A certificate for some addresses, signed by the authority of a folder; made when missing.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    today = now or dt.datetime.now(dt.UTC)
    authority, authority_key = _authority(folder, today)
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.IPAddress(a) for a in addresses]
    leaf = (
        x509.CertificateBuilder()
        .subject_name(_named(f"intercut on {addresses[0]}"))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=LEAF_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    digest = authority.fingerprint(hashes.SHA256()).hex().upper()
    return Certificate(
        leaf_pem=leaf.public_bytes(pem) + authority.public_bytes(pem),
        key_pem=_key_bytes(key),
        authority_der=authority.public_bytes(serialization.Encoding.DER),
        fingerprint=" ".join(digest[n : n + 4] for n in range(0, 16, 4)),
    )


def _authority(
    folder: Path, now: dt.datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The authority kept in a folder, or a new one when there is none that still holds."""
    at = folder / "authority.pem"
    if at.is_file():
        data = at.read_bytes()
        try:
            kept = x509.load_pem_x509_certificate(data)
            key = serialization.load_pem_private_key(data, password=None)
        except ValueError:
            kept, key = None, None
        if (
            kept is not None
            and isinstance(key, ec.EllipticCurvePrivateKey)
            and kept.not_valid_after_utc > now + dt.timedelta(days=LEAF_DAYS)
        ):
            return kept, key
    made, made_key = _new_authority(now)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = at.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(_key_bytes(made_key) + made.public_bytes(serialization.Encoding.PEM))
    fresh.replace(at)
    return made, made_key


def _new_authority(now: dt.datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named("intercut, this machine")
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=False,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=True,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(
            x509.NameConstraints(
                permitted_subtrees=[x509.IPAddress(ipaddress.ip_network(n)) for n in LOCAL],
                # No name at all: a list of permitted addresses alone leaves names free.
                excluded_subtrees=[x509.DNSName("")],
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return built, key


def _key_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
