"""Find articles that are one text, retold by several outlets, and texts that report one event.

``fingerprint`` makes of a text what is compared · ``shared_runs`` finds the pairs to look at, in
one index of all · ``retelling`` says of two whether they are one text, ``event`` whether they
report one event · ``clusters`` groups all of them.
"""
