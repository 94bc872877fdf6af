"""The first call: three estates. ONOFFICE_TOKEN=... ONOFFICE_SECRET=... python3 first.py"""

from libonoffice import Client

with Client() as client:
    result = client.call("read", "estate", {"data": ["Id", "kaufpreis", "ort"], "listlimit": 3})
    for estate in result.records:
        print(estate.id, estate["kaufpreis"], estate["ort"])
    print("of", result.total)
