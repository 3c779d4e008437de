"""The web behind one verb: polite, bounded, and never inside a private network that nobody named.

`web.Web` fetches, following redirects; `exchange` makes one request with its retries; `transport` is the way to the
socket, on which `guard` decides who may be talked to and `deadline` for how long; `robots` asks for permission and
`politeness` for a turn; `body` unpacks, `headers` and `address` read, `faults` words what went wrong.
"""
