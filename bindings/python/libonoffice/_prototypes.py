"""The functions of onoffice.h in the header's own spelling and order.

A test compares this table with the header, so that a change of one is a change of both.
"""

from __future__ import annotations

_CLIENT = "onoffice_client *"
_CONST_CLIENT = "const onoffice_client *"
_REQUEST = "onoffice_request *"
_CONST_REQUEST = "const onoffice_request *"
_EXCHANGE = "onoffice_exchange *"
_CONST_EXCHANGE = "const onoffice_exchange *"
_RESPONSE = "onoffice_response *"
_CONST_RESPONSE = "const onoffice_response *"
_MARKETPLACE = "onoffice_marketplace *"
_CONST_MARKETPLACE = "const onoffice_marketplace *"
_TRANSFER = "onoffice_transfer *"
_CONST_TRANSFER = "const onoffice_transfer *"
_OPTION = "onoffice_option"
_PAGES = "onoffice_pages *"
_CONST_PAGES = "const onoffice_pages *"
_TEXT = "const char *"
_BYTES = "const void *"

#: name -> (result, arguments)
PROTOTYPES: dict[str, tuple[str, list[str]]] = {
    # Library
    "onoffice_version": (_TEXT, []),
    "onoffice_version_number": ("int", []),
    "onoffice_transport_version": (_TEXT, []),
    "onoffice_status_name": (_TEXT, ["int"]),
    "onoffice_error_name": (_TEXT, ["int"]),
    "onoffice_error_text": (_TEXT, ["int"]),
    "onoffice_error_category": (_TEXT, ["int"]),
    "onoffice_option_find": ("int", [_TEXT]),
    "onoffice_option_name": (_TEXT, [_OPTION]),
    "onoffice_option_type": ("int", [_OPTION]),
    # Client
    "onoffice_client_new": (_CLIENT, [_TEXT, _TEXT]),
    "onoffice_client_free": ("void", [_CLIENT]),
    "onoffice_client_set_text": ("int", [_CLIENT, _OPTION, _TEXT]),
    "onoffice_client_set_number": ("int", [_CLIENT, _OPTION, "int64_t"]),
    "onoffice_client_get_text": (_TEXT, [_CONST_CLIENT, _OPTION]),
    "onoffice_client_get_number": ("int", [_CONST_CLIENT, _OPTION, "int64_t *"]),
    "onoffice_client_message": (_TEXT, [_CONST_CLIENT]),
    "onoffice_client_send": (_RESPONSE, [_CLIENT, _CONST_REQUEST]),
    "onoffice_client_cancel": ("int", [_CLIENT]),
    "onoffice_client_cache_clear": ("int", [_CLIENT]),
    # In flight
    "onoffice_client_start": (_EXCHANGE, [_CLIENT, _CONST_REQUEST]),
    "onoffice_client_poll": ("int", [_CLIENT, "int"]),
    "onoffice_client_next": (_EXCHANGE, [_CLIENT]),
    "onoffice_client_descriptor": ("int", [_CLIENT]),
    "onoffice_exchange_state": ("int", [_CONST_EXCHANGE]),
    "onoffice_exchange_response": (_CONST_RESPONSE, [_CONST_EXCHANGE]),
    "onoffice_exchange_cancel": ("int", [_EXCHANGE]),
    "onoffice_exchange_free": ("void", [_EXCHANGE]),
    # Pages
    "onoffice_client_pages": (_PAGES, [_CLIENT, _TEXT, "size_t", "int", "int"]),
    "onoffice_pages_poll": ("int", [_PAGES, "int"]),
    "onoffice_pages_next": (_RESPONSE, [_PAGES]),
    "onoffice_pages_total": ("int64_t", [_CONST_PAGES]),
    "onoffice_pages_trace": (_TEXT, [_PAGES, "size_t *"]),
    "onoffice_pages_cancel": ("int", [_PAGES]),
    "onoffice_pages_free": ("void", [_PAGES]),
    # Files
    "onoffice_client_upload": (_TRANSFER, [_CLIENT, _TEXT, _TEXT, "size_t", "int64_t"]),
    "onoffice_client_upload_descriptor": (
        _TRANSFER,
        [_CLIENT, "int", _TEXT, "size_t", "int64_t"],
    ),
    "onoffice_client_upload_bytes": (
        _TRANSFER,
        [_CLIENT, _BYTES, "size_t", _TEXT, "size_t", "int64_t"],
    ),
    "onoffice_client_download": (_TRANSFER, [_CLIENT, _TEXT, "size_t", _TEXT]),
    "onoffice_client_download_descriptor": (_TRANSFER, [_CLIENT, _TEXT, "size_t", "int"]),
    "onoffice_client_download_bytes": (_TRANSFER, [_CLIENT, _TEXT, "size_t"]),
    "onoffice_transfer_poll": ("int", [_TRANSFER, "int"]),
    "onoffice_transfer_done": ("int64_t", [_CONST_TRANSFER]),
    "onoffice_transfer_size": ("int64_t", [_CONST_TRANSFER]),
    "onoffice_transfer_response": (_CONST_RESPONSE, [_CONST_TRANSFER]),
    "onoffice_transfer_bytes": (_BYTES, [_CONST_TRANSFER, "size_t *"]),
    "onoffice_transfer_cancel": ("int", [_TRANSFER]),
    "onoffice_transfer_free": ("void", [_TRANSFER]),
    # Request
    "onoffice_request_new": (_REQUEST, []),
    "onoffice_request_free": ("void", [_REQUEST]),
    "onoffice_request_add": ("int", [_REQUEST, _TEXT, "size_t"]),
    "onoffice_request_count": ("int", [_CONST_REQUEST]),
    "onoffice_request_message": (_TEXT, [_CONST_REQUEST]),
    "onoffice_request_sign": (_TEXT, [_REQUEST, _CONST_CLIENT, "int64_t", "size_t *"]),
    # Response
    "onoffice_response_parse": (_RESPONSE, [_CONST_REQUEST, "int", _TEXT, "size_t"]),
    "onoffice_response_free": ("void", [_RESPONSE]),
    "onoffice_response_status": ("int", [_CONST_RESPONSE]),
    "onoffice_response_message": (_TEXT, [_CONST_RESPONSE]),
    "onoffice_response_code": ("int", [_CONST_RESPONSE]),
    "onoffice_response_http_status": ("int", [_CONST_RESPONSE]),
    "onoffice_response_body": (_TEXT, [_CONST_RESPONSE, "size_t *"]),
    "onoffice_response_count": ("int", [_CONST_RESPONSE]),
    "onoffice_response_result_status": ("int", [_CONST_RESPONSE, "int"]),
    "onoffice_response_result_code": ("int", [_CONST_RESPONSE, "int"]),
    "onoffice_response_result_message": (_TEXT, [_CONST_RESPONSE, "int"]),
    "onoffice_response_result": (_TEXT, [_CONST_RESPONSE, "int", "size_t *"]),
    "onoffice_response_uncertain": ("int", [_CONST_RESPONSE]),
    "onoffice_response_trace": (_TEXT, [_CONST_RESPONSE, "size_t *"]),
    "onoffice_response_kind": ("int", [_CONST_RESPONSE, "int", _TEXT]),
    "onoffice_response_size": ("int64_t", [_CONST_RESPONSE, "int", _TEXT]),
    "onoffice_response_text": (_TEXT, [_CONST_RESPONSE, "int", _TEXT, "size_t *"]),
    "onoffice_response_integer": ("int", [_CONST_RESPONSE, "int", _TEXT, "int64_t *"]),
    "onoffice_response_number": ("int", [_CONST_RESPONSE, "int", _TEXT, "double *"]),
    "onoffice_response_boolean": ("int", [_CONST_RESPONSE, "int", _TEXT, "int *"]),
    "onoffice_response_key": (_TEXT, [_CONST_RESPONSE, "int", _TEXT, "int64_t", "size_t *"]),
    "onoffice_response_json": (_TEXT, [_CONST_RESPONSE, "int", _TEXT, "size_t *"]),
    # Marketplace
    "onoffice_marketplace_new": (_MARKETPLACE, [_TEXT]),
    "onoffice_marketplace_free": ("void", [_MARKETPLACE]),
    "onoffice_marketplace_verify": ("int", [_MARKETPLACE, _TEXT, "int64_t", "int64_t"]),
    "onoffice_marketplace_query": (_TEXT, [_CONST_MARKETPLACE, "size_t *"]),
    "onoffice_marketplace_sign": (
        _TEXT,
        [_MARKETPLACE, _TEXT, "size_t", "int64_t", "size_t *"],
    ),
    "onoffice_marketplace_message": (_TEXT, [_CONST_MARKETPLACE]),
}
