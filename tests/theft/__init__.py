"""A thief who has all that is kept of a sealed round names each voter's option, no better than by guessing."""
