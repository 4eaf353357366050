import http from 'node:http';
import { startHarness } from './gateway-harness.ts';
it('x', async () => {
  const harness = await startHarness();
  const outcomes: Record<string, number> = {};
  const note = (k: string): void => { outcomes[k] = (outcomes[k] ?? 0) + 1; };
  for (const mb of [4, 16, 64]) for (let i = 0; i < 30; i += 1) {
    const body = Buffer.alloc(mb * 1024 * 1024, ' ');
    try { note(`${mb} fetch ${(await harness.post(body, { signature: 'x' })).status}`); } catch (error) { note(`${mb} fetch ${String((error as { cause?: { code?: string } }).cause?.code ?? error)}`); }
    note(`${mb} http ` + await new Promise((resolve) => {
      const request = http.request(`${harness.urls[0]}/webhooks/whatsapp`, { method: 'POST' }, (response) => resolve(response.resume().statusCode));
      request.on('error', (error) => resolve((error as { code?: string }).code));
      for (let sent = 0; sent < mb * 4; sent += 1) request.write(body.subarray(0, 256 * 1024));
      request.end();
    }));
  }
  process.stderr.write(JSON.stringify(outcomes) + '\n');
  await harness.stop();
}, 60000);
