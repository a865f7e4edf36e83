"""Trang của cán bộ tổ chức cho một lần bổ nhiệm: the case, its people, their dossiers, its documents, its meetings."""
