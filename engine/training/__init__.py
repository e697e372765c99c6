"""Corpus, network, training and evaluation. Never imported on the way from phrase to sound."""
