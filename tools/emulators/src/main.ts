import { startGcsEmulator, startVertexEmulator, startWhatsAppEmulator } from './index.ts';

/**
 * All three emulators in one process. Environment: WHATSAPP_APP_SECRET, WEBHOOK_URL, WHATSAPP_EMULATOR_PORT, VERTEX_EMULATOR_PORT,
 * VERTEX_EMULATOR_CONTROL_PORT, GCS_EMULATOR_PORT (0 or absent: any free port), GCS_EMULATOR_DIRECTORY, WHATSAPP_EMULATOR_LIMITS=off.
 * Writes one JSON line with the addresses when all answer; ends on SIGTERM and SIGINT.
 */
const port = (name: string): number => Number(process.env[name] ?? 0);
const hasLimits = process.env.WHATSAPP_EMULATOR_LIMITS !== 'off';

const gcs = await startGcsEmulator({ port: port('GCS_EMULATOR_PORT'), directory: process.env.GCS_EMULATOR_DIRECTORY });
const vertex = await startVertexEmulator({
  port: port('VERTEX_EMULATOR_PORT'),
  controlPort: port('VERTEX_EMULATOR_CONTROL_PORT'),
  gcsEndpoint: gcs.url,
});
const whatsapp = await startWhatsAppEmulator({
  port: port('WHATSAPP_EMULATOR_PORT'),
  appSecret: process.env.WHATSAPP_APP_SECRET ?? '',
  webhookUrl: process.env.WEBHOOK_URL,
  limits: { strangersAreOpen: true, ...(hasLimits ? {} : { pairIntervalMs: null, throughputPerSecond: null }) },
});
const stop = async (): Promise<void> => {
  await Promise.all([whatsapp.stop(), vertex.stop(), gcs.stop()]);
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
console.log(
  JSON.stringify({ whatsappUrl: whatsapp.url, vertexEndpoint: vertex.endpoint, vertexControlUrl: vertex.controlUrl, gcsUrl: gcs.url }),
);
