"""Several calls at once. ONOFFICE_TOKEN=... ONOFFICE_SECRET=... python3 first_async.py"""

import asyncio

from libonoffice import AsyncClient, field


async def main() -> None:
    async with AsyncClient() as client:
        estates, addresses = await asyncio.gather(
            client.read("estate", data=["ort"], filter=field("kaufpreis") < 300_000, limit=3),
            client.read("address", data=["Name"], limit=3),
        )
        print(estates.total, "estates and", addresses.total, "addresses")
        towns = {record["ort"] async for record in client.iterate("estate", data=["ort"])}
        print("in", len(towns), "towns")


asyncio.run(main())
