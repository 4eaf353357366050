import fs from 'node:fs';

import { freePort } from '../embedded/free-port.ts';
import { fromSources } from './program.ts';
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts';

export interface Emulators {
  readonly whatsappUrl: string;
  readonly vertexEndpoint: string;
  readonly vertexControlUrl: string;
  readonly gcsUrl: string;
  readonly process: SupervisedProcess;
}

/** Starts WhatsApp, Vertex AI and Cloud Storage emulators in one process that delivers its webhooks to `webhookUrl`. */
export async function startEmulators({
  webhookUrl,
  appSecret,
  objectFolder,
  logFile,
  environment,
}: {
  webhookUrl: string;
  appSecret: string;
  objectFolder: string;
  logFile: string;
  environment: Readonly<Record<string, string>>;
}): Promise<Emulators> {
  const [whatsappPort, vertexPort, controlPort, gcsPort] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const process = await superviseProcess({
    name: 'emulators',
    program: fromSources('tools/emulators/src/main.ts'),
    logFile,
    environment: {
      ...environment,
      WHATSAPP_APP_SECRET: appSecret,
      WEBHOOK_URL: webhookUrl,
      WHATSAPP_EMULATOR_PORT: String(whatsappPort),
      VERTEX_EMULATOR_PORT: String(vertexPort),
      VERTEX_EMULATOR_CONTROL_PORT: String(controlPort),
      GCS_EMULATOR_PORT: String(gcsPort),
      GCS_EMULATOR_DIRECTORY: objectFolder,
    },
    isReady: async () => fs.readFileSync(logFile, 'utf8').includes('"whatsappUrl"'),
  });
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  return {
    whatsappUrl: at(whatsappPort),
    vertexEndpoint: `127.0.0.1:${vertexPort}`,
    vertexControlUrl: at(controlPort),
    gcsUrl: at(gcsPort),
    process,
  };
}
