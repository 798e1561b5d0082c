"""Word documents as GB/T 9704-2012 lays them out: styles, page, tables, revisions, comments."""
