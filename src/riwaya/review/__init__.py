"""The app: a ledger in the browser, to read, compare, decide and hand over."""
