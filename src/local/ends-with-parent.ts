/**
 * Loaded into a child's process before its own code (`node --import`), so that it never outlives its parent: the parent
 * holds the other end of its standard input and never writes, and that end closes whatever ended the parent.
 */
process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM')).resume();
