"""The ledger: accounts of incidents across reports. Knows the model, the data files and the text views."""
