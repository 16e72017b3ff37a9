"""Job adverts: what one asks, offers and says about itself, each with the span that proves it."""
