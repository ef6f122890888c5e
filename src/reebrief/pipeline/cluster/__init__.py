"""Have briefs made by the workers of a Dask cluster; the home of distributed.

``send`` sends a project and its briefs, and yields what comes back · ``shipment`` is what is sent:
plain data · ``worker`` makes a brief there · ``connection`` talks to the cluster · ``program``
tells two installations apart that would not write the same bytes.
"""
