/**
 * Server settings of the embedded PostgreSQL, rewritten at every start. An operator's own choices belong in ALTER SYSTEM,
 * which PostgreSQL reads after this file. Durability is never traded for speed here: these are a bank's books.
 */
export const serverSettings = `# Written by Gongbi at every start; use ALTER SYSTEM for changes of your own.
fsync = on
full_page_writes = on
synchronous_commit = on
wal_compression = on
max_wal_size = 2GB
shared_buffers = 256MB
max_connections = 100
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
# One file a day, named by the weekday and overwritten a week later; a flood starts a new file at 20 MB.
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a-%H.log'
log_rotation_age = 1d
log_rotation_size = 20MB
log_truncate_on_rotation = on
log_line_prefix = '%m [%p] %q%u@%d '
log_checkpoints = off
# The detail of an error shows the row it was about; rows belong to people.
log_error_verbosity = terse
log_min_duration_statement = 5s
log_lock_waits = on
`;
