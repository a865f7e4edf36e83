"""Ban hành và giữ quy chế của cơ quan: draft, consult, adopt, issue, disclose, review every year."""
