import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import { controlRouter } from './control/control-router.ts';
import { downloadMedia } from './graph/download-media.ts';
import { answerGraphErrors } from './graph/answer-graph-errors.ts';
import { graphRouter } from './graph/graph-router.ts';
import { requireToken } from './graph/require-token.ts';
import type { WhatsAppEmulatorOptions } from './options.ts';
import { createWorld, type World } from './world.ts';

export type { WhatsAppEmulatorOptions } from './options.ts';

export interface WhatsAppEmulator {
  /** Origin of the Graph surface, the control API and the phone page, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Ends pending webhooks and open connections. */
  stop(): Promise<void>;
}

const phonePageFolder = fileURLToPath(new URL('../phone-page/', import.meta.url));

/** Starts an emulator of Meta's WhatsApp Cloud API on 127.0.0.1. Rejects when the port is taken. */
export async function startWhatsAppEmulator(options: WhatsAppEmulatorOptions): Promise<WhatsAppEmulator> {
  const world = createWorld(options);
  const server = http.createServer(createApp(world));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  world.baseUrl = `http://127.0.0.1:${port}`;
  return {
    url: world.baseUrl,
    port,
    stop: async () => {
      world.timers.stop();
      world.webhooks.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function createApp(world: World): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(/^\/v\d+\.\d+/, graphRouter(world));
  app.get('/whatsapp_business/attachments/', requireToken(world), downloadMedia(world), answerGraphErrors);
  app.use(controlRouter(world));
  app.get('/phone', (_request, response) => response.redirect('/'));
  app.use(
    express.static(phonePageFolder, {
      setHeaders: (response) => response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:"),
    }),
  );
  return app;
}
