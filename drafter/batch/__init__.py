"""Many projects at once: found, drafted, checked and reviewed by a pool or a cluster, counted in one ledger."""
