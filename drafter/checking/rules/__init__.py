"""The rules, a folder for each family; none knows another."""
