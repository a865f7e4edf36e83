"""Proofs without secrets told: of a key, of what a ciphertext holds, of a right decryption."""
