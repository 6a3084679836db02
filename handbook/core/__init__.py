"""What the capabilities share: dates, option fields and the wording of findings."""
