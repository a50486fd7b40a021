// Loaded before a server that a test starts: when the test's process is gone, so is the server.
process.stdin.on('end', () => process.exit());
process.stdin.on('error', () => process.exit());
process.stdin.resume();
