"""A text's header: letterhead, number, date, title, signatory."""
