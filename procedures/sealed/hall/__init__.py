"""Phát mã tại hội trường: a holder's browser makes the codes, slips are drawn, two tellers count those handed out."""
