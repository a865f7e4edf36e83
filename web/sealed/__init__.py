"""Phiếu kín niêm phong: the booth, the holders' page, the search for a ballot, the round's own desk."""
