import path from 'node:path';

import { formatTranscript } from './demo/print-transcript.ts';
import { playDemo } from './demo/play-demo.ts';
import { seedDemo, type DemoTenant } from './demo/seed-demo.ts';
import { removeDevFile, runningLauncher, writeDevFile } from './dev-file.ts';
import { repositoryRoot } from './embedded/repository-root.ts';
import { startStack, type Stack } from './stack/start-stack.ts';

const help = `npm start [-- --once] [-- --help]

Brings up the whole product on this machine: Postgres with pgvector, Redis, emulators of WhatsApp, Vertex AI and Cloud Storage, and the
four apps; seeds a demo tenant, plays one demo conversation through the real path, prints it, and keeps serving until Ctrl-C.

  --once   ends after the transcript: exit code 0 if the conversation was answered, 1 if not
  --help   this text

Set DATABASE_URL (and DATABASE_OWNER_URL), REDIS_URL, or the WhatsApp and Google variables of .env.example to use real services instead.
Data and logs are in .local/; .local/dev.json names every address while the stack runs.`;

if (process.argv.includes('--help')) {
  console.log(help);
  process.exit(0);
}

const home = path.join(repositoryRoot, '.local');
const log = (line: string): void => console.error(`[start] ${line}`);
const isOnce = process.argv.includes('--once');
let stack: Stack | undefined;
let tenants: readonly DemoTenant[] = [];
let stopping: Promise<never> | undefined;

const stop = (code: number): Promise<never> => {
  stopping ??= (async (): Promise<never> => {
    if (stack) log('stopping …');
    removeDevFile(home);
    await stack?.stop();
    process.exit(code);
  })();
  return stopping;
};

const other = runningLauncher(home);
if (other !== undefined) {
  log(`this checkout's stack runs already (process ${other}); its addresses are in .local/dev.json`);
  process.exit(1);
}
process.once('SIGINT', () => void stop(130));
process.once('SIGTERM', () => void stop(isOnce ? 143 : 0));
process.once('disconnect', () => void stop(1)); // the launching process is gone

try {
  stack = await startStack({
    home,
    log,
    environment: process.env,
    onRestart: (name, pid, reason) => {
      log(`${name} ${reason}; it runs again as process ${pid}`);
      if (stack) writeDevFile(home, stack, tenants);
    },
  });
  tenants = [await seedDemo(stack, home)];
  writeDevFile(home, stack, tenants);
  const transcript = await playDemo(stack);
  if (transcript.length > 0) console.log(`\n${formatTranscript(transcript)}\n`);
  else log('WhatsApp is not emulated here, so no demo conversation is played');
  if (isOnce) await stop(0);
  console.log(addresses(stack));
} catch (error) {
  if (!stopping) log(error instanceof Error ? error.message : String(error));
  await stop(1);
}

function addresses({ gatewayUrl, adminApiUrl, emulators }: Stack): string {
  return [
    ...(emulators ? [`Phone simulator   ${emulators.whatsappUrl}/`] : []),
    `Admin API docs    ${adminApiUrl}/docs`,
    `Gateway webhook   ${gatewayUrl}/webhooks/whatsapp`,
    `All addresses     .local/dev.json`,
    'Ctrl-C stops everything.',
  ].join('\n');
}
