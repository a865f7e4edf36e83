"""What we send: one function a message, the outbox, SMTP, bounces."""
