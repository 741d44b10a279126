SELECT NOT convalidated FROM pg_constraint WHERE contype = 'f';
