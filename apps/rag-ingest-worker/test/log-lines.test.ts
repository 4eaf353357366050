import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { startHarness, type Harness } from './ingest-harness.ts';
import { openLibrary } from './library.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const canary = 'canari-84-bouton-d-or';
/** A process starts, and managed search is looked at every few seconds: on a busy machine that adds up. */
const patienceMs = 60_000;
const text = Buffer.from(`# ${canary}\n\nLe code secret du coffre est ${canary}.`);

it('what a document is called, says or comes from reaches no log line, whatever becomes of it', async () => {
  const library = await openLibrary(harness);
  const managed = await openLibrary(harness, { mode: 'vertex_search' });
  const child = spawn(process.execPath, ['--conditions=@sylion/source', fileURLToPath(new URL('../src/main.ts', import.meta.url))], {
    env: { ...harness.environment, METADATA_SERVER_DETECTION: 'none', LOG_LEVEL: 'trace' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => lines.push(chunk));
  const exited = once(child, 'exit');
  try {
    const name = `${canary}.md`;
    const good = { name, mimeType: 'text/markdown', bytes: text };
    const searchable = [
      { library, id: await library.add(good) },
      { library: managed, id: await managed.add(good) },
    ];
    const broken = [
      {
        reason: 'corrupt',
        id: await library.add({ name, mimeType: 'application/pdf', bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), text]) }),
      },
      { reason: 'address_not_allowed', id: await library.addSource('web', `http://${canary}:secret@127.0.0.1/${canary}?q=${canary}`) },
      { reason: 'object_missing', id: await library.addSource('uri', `gs://knowledge/${canary}/${name}`) },
    ];
    for (const { id } of broken) await library.nudge(id);
    for (const { library: owner, id } of searchable) expect(await owner.ended(id, patienceMs)).toMatchObject({ state: 'ready', name });
    expect((await library.chunks(searchable[0]?.id ?? ''))[0]?.content).toContain(canary); // or there was nothing to leak
    for (const { reason, id } of broken)
      expect(await library.ended(id, patienceMs)).toMatchObject({ state: 'failed', stateReason: reason });

    await harness.control({ failRate: 1, failCode: 'INVALID_ARGUMENT' });
    expect(await library.ended(await library.add(good), patienceMs)).toMatchObject({ state: 'failed', stateReason: 'embedding_failed' });
  } finally {
    child.kill('SIGTERM');
  }
  await exited;
  expect(lines.join('')).toContain('a document cannot be made searchable');
  expect(lines.join('')).not.toContain(canary);
  expect(lines.join('')).not.toContain('coffre');
}, 120_000);
