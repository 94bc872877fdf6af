"""The API's fixed words and numbers."""

from __future__ import annotations

import pytest

from libonoffice import constants
from libonoffice._library import load
from libonoffice.constants import ErrorCode, Relation, ResourceType, UploadKind, UploadModule


def words(holder: type) -> dict[str, str]:
    return {name: value for name, value in vars(holder).items() if name.isupper()}


def test_error_codes_are_those_of_the_library() -> None:
    library = load()
    assert len(ErrorCode) == 287
    for code in ErrorCode:
        assert library.text("onoffice_error_name", int(code)) == code.name
        assert library.text("onoffice_error_category", int(code)) != ""
    assert ErrorCode(22) is ErrorCode.NOT_AUTHENTICATED
    unknown = next(code for code in range(1, 1000) if code not in ErrorCode.__members__.values())
    assert library.text("onoffice_error_name", unknown) == ""


def test_words() -> None:
    smart = "urn:onoffice-de-ns:smart:2.5:relationTypes:"
    assert len(set(words(Relation).values())) == 63
    assert all(value.startswith(smart) for value in words(Relation).values())
    owner: str = Relation.ESTATE_ADDRESS_OWNER
    assert owner == smart + "estate:address:owner"
    assert ResourceType.ESTATE_PICTURES == "estatepictures"
    assert len(set(words(ResourceType).values())) == len(words(ResourceType)) > 60
    assert UploadKind.QR_CODE == "QR-Code" and len(words(UploadKind)) == 22
    assert UploadModule.TMP_UPLOAD == "tmpUpload" and len(words(UploadModule)) == 5


def test_all_of_them_are_listed() -> None:
    assert set(constants.__all__) <= set(dir(constants))
    for name in constants.__all__:
        assert getattr(constants, name).__name__ == name
    with pytest.raises(AttributeError, match="Unknown"):
        constants.Unknown  # noqa: B018
