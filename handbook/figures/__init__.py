"""Figures drawn from their data, in a light and a dark variant."""
