"""Benchmarks: each module of this package measures one subject and prints figures; nothing here is a test."""
