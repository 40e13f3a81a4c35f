// Say what is still to be done with files.
UNWIND $paths AS path
MATCH (f:File {path: path})
SET f.state = $state
