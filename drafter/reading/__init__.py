"""Reading: existing texts (last year's report, a colleague's draft) as the same tree that a draft is."""
