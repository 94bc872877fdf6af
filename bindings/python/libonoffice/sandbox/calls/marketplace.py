"""The marketplace's calls: unlocking a provider, transactions, subscriptions, webhooks."""

from __future__ import annotations

from ..action import Action
from ..answer import Answer, record, result, success
from ..clock import moment
from ..errors import ApiError
from ..field import decimal
from ..registry import call

TRANSACTIONS = ("4711", "4712")
"""The transactions that have taken place; refunds end with the second."""

_WEBHOOK_MODULES = {"estate": 293, "address": 292, "task": 80, "calendar": 169}


@call("do unlockProvider")
def unlock(action: Action) -> Answer:
    """Unlocks a provider for this tenant."""
    parameters = action.parameters
    cache = parameters.need_text("parameterCacheId", 177)
    if "extendedclaim" in parameters and not parameters.text("extendedclaim"):
        raise ApiError(193)
    action.store.unlocked.add(cache)
    return success()


@call("get getMarketplaceInvoiceRecipient")
def recipient(action: Action) -> Answer:
    """Who gets the invoice of a transaction."""
    parameters, store = action.parameters, action.store
    transaction = _transaction(action, "transactionid")
    number = parameters.need_integer("userid")
    if number not in store.users:
        raise ApiError(184, str(number))
    user = store.users[number]
    elements = {
        "salutation": user["Anrede"],
        "firstname": user["Vorname"],
        "lastname": user["Nachname"],
        "companyname": user["Firma"],
        "address": f"{user['Strasse']} {user['Hausnummer']}",
        "zipcode": user["PLZ"],
        "city": user["Ort"],
        "country": user["Land"],
        "email": user["email"],
        "companyUstId": "DE000000000",
    }
    return Answer([record(int(transaction), "", elements)], cacheable=False)


@call("do marketplaceCancelAbo")
def cancel(action: Action) -> Answer:
    """Reports that a subscription has been cancelled."""
    action.parameters.need_text("aboid")
    moment(action.parameters.need_text("cancelationDate"))
    return result()


@call("do subsequentPaymentLink")
def payment_link(action: Action) -> Answer:
    """A link by which a customer pays an additional amount."""
    parameters = action.parameters
    transaction = _transaction(action, "transactionid")
    price = decimal(parameters.need("priceNet", 214))
    if price is None or price <= 0:
        raise ApiError(214, "priceNet")
    return result(
        {
            "subsequentPaymentUrl": f"https://marketplace.example/payment/{transaction}",
            "mailToCustomerSent": parameters.flag("sendMailToCustomer"),
        }
    )


@call("do transactionRefund")
def refund(action: Action) -> Answer:
    """Refunds a transaction, once."""
    transaction = _transaction(action, "transactionid")
    if transaction in action.store.refunded:
        raise ApiError(210, transaction)
    action.store.refunded.add(transaction)
    return result()


@call("do executeMarketplaceWebhooks")
def webhooks(action: Action) -> Answer:
    """Triggers the webhooks for a record."""
    module = action.parameters.need_text("module")
    if module not in _WEBHOOK_MODULES:
        raise ApiError(163, module)
    unknown = _WEBHOOK_MODULES[module]
    if action.record_id(unknown) not in (action.store.table(module) or {}):
        raise ApiError(unknown, action.resource_id)
    return result()


def _transaction(action: Action, name: str) -> str:
    number = action.parameters.need_text(name)
    if number not in TRANSACTIONS:
        raise ApiError(189, number)
    return number
