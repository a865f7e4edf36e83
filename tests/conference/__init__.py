"""A staff conference: from its draft to the resolution that it adopts."""
