"""The reviewer's desk: the papers of one project side by side, and a ledger that answers every duty of a place."""
