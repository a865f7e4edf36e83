"""The danchu command, and the loop of the courier."""
