"""Mutation testing of the rules: is there a test that fails for each small fault put into them?"""
