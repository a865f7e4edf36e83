"""Chuẩn bị hội nghị: the plan, its agenda, the union's agreement, the delegates."""
