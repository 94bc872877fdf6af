"""A stand-in for the onOffice enterprise API, to develop against without credentials.

    from libonoffice.sandbox import Sandbox

    with Sandbox(https=True) as sandbox:
        print(sandbox.url, sandbox.token, sandbox.secret, sandbox.ca_file)

Or from a shell: `python3 -m libonoffice sandbox`.
"""

from .fault import Fault
from .faults import Faults
from .sandbox import Sandbox

__all__ = ["Fault", "Faults", "Sandbox"]
