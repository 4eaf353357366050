import { startVertexEmulator } from '@sylion/emulators';

/** The Vertex AI emulator as a model that takes no time and says again what it was asked. Environment: PORT (control), VERTEX_PORT. */
const { PORT, VERTEX_PORT } = process.env;
const emulator = await startVertexEmulator({ port: Number(VERTEX_PORT), controlPort: Number(PORT) });
await fetch(`${emulator.controlUrl}/_control`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ mode: 'echo' }),
});
process.once('SIGTERM', () => process.exit(0));
