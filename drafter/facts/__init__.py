"""What a unit states: the typed case, quantities, figures derived from others."""
