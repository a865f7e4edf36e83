"""What may be done to a procedure: each verb is one transaction and its audit event."""
