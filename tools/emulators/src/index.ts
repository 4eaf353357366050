export { startGcsEmulator, type GcsEmulator } from './gcs/start-gcs-emulator.ts';
export { seededRandom, type Random } from './seeded-random.ts';
export type { LoggedCall } from './vertex/call-log.ts';
export { startVertexEmulator, type VertexEmulator } from './vertex/start-vertex-emulator.ts';
export { startWhatsAppEmulator, type WhatsAppEmulator } from './whatsapp/start-whatsapp-emulator.ts';
