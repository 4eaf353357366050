import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GcsError } from './gcs-error.ts';
import { keepOnDisk } from './keep-on-disk.ts';
import { keepInMemory } from './object-keeper.ts';
import { addObjectRoutes } from './object-routes.ts';
import { ObjectShelf } from './object-shelf.ts';
import { addSignedUrlRoutes } from './signed-url-routes.ts';
import { addUploadRoutes } from './upload-object.ts';

export interface GcsEmulator {
  /** Base URL, for the client's `apiEndpoint`. */
  url: string;
  stop(): Promise<void>;
}

/** One request as `GET /_log` shows it. */
interface LoggedRequest {
  at: string;
  method: string;
  path: string;
  status: number;
  receivedBytes: number;
}

/**
 * Starts an emulator of the part of Cloud Storage's JSON API that the official client uses, bound to 127.0.0.1.
 *
 * @param options `port` (0, the default, takes a free one) and `directory`, where objects survive a restart; without it they live in memory
 */
export async function startGcsEmulator(options: { port?: number; directory?: string } = {}): Promise<GcsEmulator> {
  const shelf = new ObjectShelf(options.directory ? keepOnDisk(options.directory) : keepInMemory());
  await shelf.load();
  const server = createServer(createGcsApp(shelf)).listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createGcsApp(shelf: ObjectShelf): Express {
  const app = express();
  const log: LoggedRequest[] = [];
  app.disable('etag');
  app.get('/_log', (_request, response) => void response.json(log));
  app.delete('/_log', (_request, response) => {
    log.length = 0;
    response.status(204).end();
  });
  app.use(express.raw({ type: () => true, limit: '1gb' }));
  app.use((request, response, next) => {
    response.on('finish', () => {
      const receivedBytes = Buffer.isBuffer(request.body) ? request.body.length : 0;
      log.push({
        at: new Date().toISOString(),
        method: request.method,
        path: request.originalUrl,
        status: response.statusCode,
        receivedBytes,
      });
    });
    next();
  });
  addUploadRoutes(app, shelf);
  addObjectRoutes(app, shelf);
  addSignedUrlRoutes(app, shelf);
  app.use((request, _response, next) => next(new GcsError(404, 'notFound', `Unknown route ${request.method} ${request.path}`)));
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const gcsError =
      error instanceof GcsError ? error : new GcsError(500, 'backendError', error instanceof Error ? error.message : String(error));
    response.status(gcsError.httpStatus);
    if (request.query['X-Goog-Signature'] === undefined) response.json(gcsError);
    else
      response
        .type('application/xml')
        .send(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${gcsError.reason}</Code><Message>${gcsError.message}</Message></Error>`);
  });
  return app;
}
