"""Job adverts that a person keeps: what they ask, how far it is, and a CV for one of them."""
