// A child that never answers and cannot be asked to stop.
process.on('SIGTERM', () => undefined);
for (;;);
