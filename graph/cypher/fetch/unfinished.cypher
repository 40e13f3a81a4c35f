// Return the files with which something is still to be done.
MATCH (f:File {state: $state})
RETURN f.path AS path
ORDER BY path
