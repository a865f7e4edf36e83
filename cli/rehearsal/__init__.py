"""`danchu rehearse`: a whole procedure played by itself through the real pages, real SMTP and a real Prefect server."""
