// Append a part of a long text.
MATCH (f:File {path: $path})
SET f.text = CASE WHEN $new THEN coalesce(f.text, '') + $part ELSE f.text END,
    f.next_text = CASE WHEN $new THEN f.next_text ELSE coalesce(f.next_text, '') + $part END
