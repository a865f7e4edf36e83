"""The pages: app.py, one folder a role, and here what every page needs."""
