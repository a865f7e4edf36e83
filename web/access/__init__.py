"""Ways in: by a mailed code, by the code on the phone; and where else one is signed in."""
