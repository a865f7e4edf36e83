"""Pages of cán bộ tổ chức: desk, letters, agency, duties, the signed reading list; drafts, people, opinion below."""
