"""Pages of those who watch, remark and decide: portfolio, procedure, own unit, the union's remark, the decision."""
