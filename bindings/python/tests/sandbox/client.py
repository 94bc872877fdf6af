"""A client small enough to be right at a glance: signs actions and posts them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import hmac
import http.client
import json
import ssl
import time
import urllib.parse
from types import TracebackType
from typing import Any, Optional

from libonoffice.sandbox import Sandbox

A = "urn:onoffice-de-ns:smart:2.5:smartml:action:"
R = "urn:onoffice-de-ns:smart:2.5:relationTypes:"
STABLE = "/api/stable/api.php"

Json = Any


def connection(sandbox: Sandbox) -> http.client.HTTPConnection:
    """A connection to a sandbox; with https its certificate is verified."""
    netloc = urllib.parse.urlsplit(sandbox.url).netloc
    if not sandbox.ca_file:
        return http.client.HTTPConnection(netloc, timeout=30)
    context = ssl.create_default_context(cafile=sandbox.ca_file)
    return http.client.HTTPSConnection(netloc, timeout=30, context=context)


class ApiError(Exception):
    """The status of an action that failed."""

    def __init__(self, status: dict[str, Any]) -> None:
        super().__init__(status)
        self.code = status["errorcode"]
        self.message = status["message"]


class Api:
    """One connection to a sandbox with its credentials."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.http = connection(sandbox)

    def __enter__(self) -> Api:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.http.close()

    def action(
        self, verb: str, resource_type: str, parameters: Json = None, resource_id: Json = ""
    ) -> dict[str, Any]:
        """A signed action."""
        timestamp = int(time.time())
        message = f"{timestamp}{self.sandbox.token}{resource_type}{A}{verb}".encode()
        digest = hmac.new(self.sandbox.secret.encode(), message, hashlib.sha256).digest()
        return {
            "actionid": A + verb,
            "resourceid": resource_id,
            "resourcetype": resource_type,
            "identifier": "",
            "timestamp": timestamp,
            "hmac": base64.b64encode(digest).decode(),
            "hmac_version": 2,
            "parameters": {} if parameters is None else parameters,
        }

    def post(self, body: bytes, path: str = STABLE) -> dict[str, Any]:
        """The decoded reply to a body."""
        self.http.request("POST", path, body, {"Accept-Encoding": "gzip"})
        response = self.http.getresponse()
        content = response.read()
        assert response.status == 200, (response.status, content)
        if response.getheader("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        reply: dict[str, Any] = json.loads(content)
        return reply

    def send(self, *actions: dict[str, Any]) -> dict[str, Any]:
        """The reply to some actions."""
        envelope = {"token": self.sandbox.token, "request": {"actions": list(actions)}}
        return self.post(json.dumps(envelope).encode())

    def result(
        self, verb: str, resource_type: str, parameters: Json = None, resource_id: Json = ""
    ) -> dict[str, Any]:
        """The result of one action, whether it failed or not."""
        action = self.action(verb, resource_type, parameters, resource_id)
        result: dict[str, Any] = self.send(action)["response"]["results"][0]
        return result

    def post_text(self, verb: str, resource_type: str, parameters: Json = None) -> str:
        """The reply to one action as it came."""
        actions = [self.action(verb, resource_type, parameters)]
        envelope = {"token": self.sandbox.token, "request": {"actions": actions}}
        self.http.request("POST", STABLE, json.dumps(envelope))
        return self.http.getresponse().read().decode("ascii")

    def call(
        self, verb: str, resource_type: str, parameters: Json = None, resource_id: Json = ""
    ) -> list[dict[str, Any]]:
        """The records of one action. Raises ApiError if it failed."""
        result = self.result(verb, resource_type, parameters, resource_id)
        if result["status"]["errorcode"]:
            raise ApiError(result["status"])
        records: list[dict[str, Any]] = result["data"]["records"]
        return records

    def code(
        self, verb: str, resource_type: str, parameters: Json = None, resource_id: Json = ""
    ) -> int:
        """The error code of one action."""
        status = self.result(verb, resource_type, parameters, resource_id)["status"]
        code: int = status["errorcode"]
        return code

    def one(
        self, verb: str, resource_type: str, parameters: Json = None, resource_id: Json = ""
    ) -> Json:
        """The elements of the only record."""
        records = self.call(verb, resource_type, parameters, resource_id)
        assert len(records) == 1, records
        return records[0]["elements"]

    def create(self, resource_type: str, parameters: Json) -> int:
        """The number of a new record."""
        records = self.call("create", resource_type, parameters)
        assert len(records) == 1 and records[0]["elements"] == []
        number: int = records[0]["id"]
        return number

    def all(self, resource_type: str, parameters: Json) -> list[dict[str, Any]]:
        """All records of a list, page by page."""
        records: list[dict[str, Any]] = []
        while True:
            page = {**parameters, "listlimit": 500, "listoffset": len(records)}
            result = self.result("read", resource_type, page)
            records += result["data"]["records"]
            if len(records) >= result["data"]["meta"]["cntabsolute"]:
                return records
