// Takes the lock named by the first argument, says so, and keeps it until killed.
import { withLock } from '../src/embedded/with-lock.ts';

await withLock(process.argv[2] ?? '', async () => {
  console.log('held');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
