"""The marketplace: what onOffice signs for a provider, and what a provider signs for onOffice."""

from __future__ import annotations

import os
import time
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from ._action import encode
from ._errors import ArgumentError, error_class
from ._handle import Handle, Unsharable
from ._library import Library, load
from ._secret import Secret


class Marketplace(Unsharable):
    """A provider of onOffice's marketplace: verifies the URLs by which it is called, signs orders.

        marketplace = Marketplace(os.environ["PROVIDER_SECRET"])
        parameters = marketplace.verify(request.url)  # SignatureError, ExpiredError
        client = Client(token, secret, extended_claim=parameters["apiClaim"])

    Several threads may share it; they take turns. close() wipes the secret, as does the end of a
    with-block, or of the object.

    Args:
        secret: the text that onOffice gave the provider; not the secret of an API user.

    Raises:
        ArgumentError: it cannot be such a secret.

    https://marketplace.onoffice.de/documentation/
    """

    def __init__(
        self, secret: str, *, library: Library | str | os.PathLike[str] | None = None
    ) -> None:
        # From here on no local variable shows it, whatever fails below.
        hidden = Secret(secret)
        del secret
        self._library = library if isinstance(library, Library) else load(library)
        self._handle = Handle(
            self._library,
            self._library.handle("onoffice_marketplace_new", hidden.text("secret")),
            "onoffice_marketplace_free",
            "marketplace",
        )
        with self._handle as pointer:
            message = self._message(pointer)
        if message:
            self.close()
            raise ArgumentError(message)

    def __enter__(self) -> Marketplace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return "<libonoffice.Marketplace>"

    def close(self) -> None:
        """Wipes the secret now. May be called again."""
        self._handle.close()

    def verify(self, url: str, now: float | None = None, window: int = 120) -> dict[str, str]:
        """The parameters of a URL by which onOffice called, once its signature has proved right.

        Of the signature itself nothing is left among them. Read them from here, not from the URL:
        these are what the signature covers.

        Args:
            url: complete, and as the browser knows it: behind a proxy, with the public scheme and
                host. Port, user and fragment do not count.
            now: seconds since 1970; the clock's, if left out.
            window: how many seconds before or after now the URL may have been signed; 0 for any.

        Raises:
            SignatureError: there is no signature, or it does not match.
            ExpiredError: it matches, but the time is missing or outside of the window.
            ArgumentError: it is no URL, or has array parameters (a[]=1), which none of onOffice's
                has.
        """
        text, moment, seconds = Secret(url), _moment(now), Secret(window)
        del url, window
        with self._handle.alone() as pointer:
            status = self._library.number(
                "onoffice_marketplace_verify",
                pointer,
                text.text("url"),
                moment,
                seconds.number("window"),
            )
            if status:
                raise error_class(status)(self._message(pointer), status=status)
            query = self._library.document("onoffice_marketplace_query", pointer) or b""
        return dict(parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="replace"))

    def sign(self, order: dict[str, Any] | str | bytes, now: float | None = None) -> str:
        """An order, or a message to the page of enterprise, as signed JSON text.

        Give it to window.parent.postMessage() in the page that onOffice shows. Prices are text
        ("99.90"): numbers with a fraction are refused, since the signature covers their spelling.

        Args:
            order: parametercacheid, callbackurl, totalprice, and products or abo; or onOfficeType
                and its members; or the same as JSON text. A timestamp it has is kept, a signature
                replaced.
            now: seconds since 1970; the clock's, if left out.

        Raises:
            ArgumentError: it cannot be signed; the message names the place.
        """
        moment = _moment(now)
        document = encode(order)
        with self._handle.alone() as pointer:
            signed = self._library.document(
                "onoffice_marketplace_sign", pointer, document, len(document), moment
            )
            if signed is None:
                raise ArgumentError(self._message(pointer))
        return signed.decode("utf-8")

    def _message(self, pointer: int) -> str:
        return self._library.text("onoffice_marketplace_message", pointer)


def _moment(now: float | None) -> int:
    if isinstance(now, bool) or not isinstance(now, (int, float, type(None))):
        raise ArgumentError(f"now must be a number of seconds, not {type(now).__name__}")
    try:
        return Secret(int(time.time() if now is None else now)).number("now")
    except (ValueError, OverflowError):  # NaN, infinity
        raise ArgumentError("now must be a number of seconds") from None
