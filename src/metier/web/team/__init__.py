"""Teams: who can do what, what to train, what to write in the advert."""
