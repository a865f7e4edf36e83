"""What surrounds every page: headers, sizes, HEAD, incidents, the access log. Plain ASGI, no page knows of it."""
