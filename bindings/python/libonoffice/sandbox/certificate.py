"""A certificate for this machine's loopback addresses, made on the spot.

Python's standard library can use certificates but not make them, so this asks the libcrypto of
the system by ctypes. The certificate signs itself and serves as its own CA file.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Optional

_VALID_SECONDS = 30 * 24 * 3600
_SUBJECT_ALT_NAME = b"DNS:localhost,IP:127.0.0.1,IP:::1"
_EXTENSIONS = (  # by OpenSSL's numeric ids (NID)
    (87, b"critical,CA:TRUE"),
    (83, b"critical,digitalSignature,keyCertSign"),
    (126, b"serverAuth"),
    (85, _SUBJECT_ALT_NAME),
    (82, b"hash"),
)
_EVP_PKEY_EC = 408
_MBSTRING_ASC = 0x1001
_BIO_CTRL_INFO = 3


class Certificate:
    """A self-made EC P-256 certificate and its key, as files of a temporary directory.

    `path` is the certificate in PEM form, `key_path` the key (mode 0600). Leaving the context
    removes both.
    """

    def __init__(self) -> None:
        certificate, key = _make(_libcrypto())
        self._directory = tempfile.mkdtemp(prefix="libonoffice-sandbox-")
        self.path = os.path.join(self._directory, "certificate.pem")
        self.key_path = os.path.join(self._directory, "key.pem")
        _write(self.path, certificate, 0o644)
        _write(self.key_path, key, 0o600)

    def __enter__(self) -> Certificate:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        shutil.rmtree(self._directory, ignore_errors=True)


def _write(path: str, content: bytes, mode: int) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)


def _names() -> Iterator[str]:
    if sys.platform == "darwin":  # loading the unversioned one would end the process
        for place in ("/opt/homebrew/lib/", "/usr/local/lib/", ""):
            yield place + "libcrypto.3.dylib"
        return
    found = ctypes.util.find_library("crypto")
    if found:
        yield found
    yield from ("libcrypto.so.3", "libcrypto.so.1.1")


def _libcrypto() -> Any:
    for name in _names():
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        if hasattr(library, "EVP_PKEY_CTX_ctrl_str"):
            return library
    raise RuntimeError(
        "https needs OpenSSL's libcrypto (3 or 1.1) to make a certificate, and none was found; "
        "install libssl3 or use http"
    )


class _Crypto:
    """Calls into libcrypto: everything is a pointer, and a null pointer or 0 is a failure."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def pointer(self, name: str, *arguments: Any) -> ctypes.c_void_p:
        """Calls a function that returns a pointer."""
        function = getattr(self._library, name)
        function.restype = ctypes.c_void_p
        value = function(*arguments)
        if not value:
            raise RuntimeError(f"libcrypto: {name} failed")
        return ctypes.c_void_p(value)

    def do(self, name: str, *arguments: Any) -> None:
        """Calls a function that returns 1 (or more) for success."""
        function = getattr(self._library, name)
        function.restype = ctypes.c_int
        if function(*arguments) <= 0:
            raise RuntimeError(f"libcrypto: {name} failed")

    def number(self, name: str, *arguments: Any) -> int:
        """Calls a function that returns a positive length."""
        function = getattr(self._library, name)
        function.restype = ctypes.c_long
        value = int(function(*arguments))
        if value <= 0:
            raise RuntimeError(f"libcrypto: {name} failed")
        return value

    def run(self, name: str, *arguments: Any) -> None:
        """Calls a function that returns nothing."""
        function = getattr(self._library, name)
        function.restype = None
        function(*arguments)


def _make(library: Any) -> tuple[bytes, bytes]:
    """The certificate and its key, both in PEM form."""
    crypto = _Crypto(library)
    with ExitStack() as stack:
        key = _key(crypto, stack)
        certificate = crypto.pointer("X509_new")
        stack.callback(crypto.run, "X509_free", certificate)
        crypto.do("X509_set_version", certificate, ctypes.c_long(2))
        serial = crypto.pointer("X509_get_serialNumber", certificate)
        crypto.do("ASN1_INTEGER_set", serial, ctypes.c_long(1 + secrets.randbelow(2**31 - 1)))
        for edge, seconds in (("notBefore", -3600), ("notAfter", _VALID_SECONDS)):
            moment = crypto.pointer(f"X509_getm_{edge}", certificate)
            crypto.pointer("X509_gmtime_adj", moment, ctypes.c_long(seconds))
        crypto.do("X509_set_pubkey", certificate, key)
        name = crypto.pointer("X509_get_subject_name", certificate)
        text = b"libonoffice sandbox"
        entry = (name, b"CN", _MBSTRING_ASC, text, -1, -1, 0)
        crypto.do("X509_NAME_add_entry_by_txt", *entry)
        crypto.do("X509_set_issuer_name", certificate, name)
        _extend(crypto, certificate)
        crypto.do("X509_sign", certificate, key, crypto.pointer("EVP_sha256"))
        none = ctypes.c_void_p(None)
        return (
            _pem(crypto, "PEM_write_bio_X509", certificate),
            _pem(crypto, "PEM_write_bio_PrivateKey", key, none, none, 0, none, none),
        )


def _key(crypto: _Crypto, stack: ExitStack) -> ctypes.c_void_p:
    context = crypto.pointer("EVP_PKEY_CTX_new_id", _EVP_PKEY_EC, ctypes.c_void_p(None))
    stack.callback(crypto.run, "EVP_PKEY_CTX_free", context)
    crypto.do("EVP_PKEY_keygen_init", context)
    for option, value in ((b"ec_paramgen_curve", b"P-256"), (b"ec_param_enc", b"named_curve")):
        crypto.do("EVP_PKEY_CTX_ctrl_str", context, option, value)
    key = ctypes.c_void_p(None)
    crypto.do("EVP_PKEY_keygen", context, ctypes.byref(key))
    stack.callback(crypto.run, "EVP_PKEY_free", key)
    return key


def _extend(crypto: _Crypto, certificate: ctypes.c_void_p) -> None:
    none = ctypes.c_void_p(None)
    context = ctypes.create_string_buffer(512)  # an X509V3_CTX, whose size differs by version
    crypto.run("X509V3_set_ctx", context, certificate, certificate, none, none, 0)
    for number, value in _EXTENSIONS:
        extension = crypto.pointer("X509V3_EXT_conf_nid", none, context, number, value)
        crypto.do("X509_add_ext", certificate, extension, -1)
        crypto.run("X509_EXTENSION_free", extension)


def _pem(crypto: _Crypto, writer: str, *arguments: Any) -> bytes:
    memory = crypto.pointer("BIO_new", crypto.pointer("BIO_s_mem"))
    try:
        crypto.do(writer, memory, *arguments)
        start = ctypes.c_void_p(None)
        control = (memory, _BIO_CTRL_INFO, ctypes.c_long(0), ctypes.byref(start))
        length = crypto.number("BIO_ctrl", *control)
        return ctypes.string_at(start, length)
    finally:
        crypto.run("BIO_free", memory)
