"""The papers of an appointment (bổ nhiệm), one a file, and the facts that several of them share."""
