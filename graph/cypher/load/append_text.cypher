// Append a part of a long text.
MATCH (t:Content {path: $path})
SET t.text = CASE WHEN $new THEN coalesce(t.text, '') + $part ELSE t.text END,
    t.next_text = CASE WHEN $new THEN t.next_text ELSE coalesce(t.next_text, '') + $part END
