"""Accuracy and speed, each beside a named peer measured in the same run."""
