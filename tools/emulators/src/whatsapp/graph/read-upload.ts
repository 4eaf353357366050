import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { GraphError } from './graph-error.ts';

export interface Upload {
  fields: Record<string, string | undefined>;
  file: { bytes: Buffer; mimeType: string; fileName: string } | undefined;
}

const maxSizeBytes = 101 * 1024 * 1024;

/** Reads a multipart body with at most one file. Throws Graph error 100 when it is not multipart, 131053 when the file is too big. */
export function readUpload(request: IncomingMessage): Promise<Upload> {
  if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) {
    return Promise.reject(new GraphError(100, 'A multipart/form-data body is required.'));
  }
  const upload: Upload = { fields: {}, file: undefined };
  const parser = new Busboy({ headers: request.headers as BusboyHeaders, limits: { files: 1, fileSize: maxSizeBytes } });
  return new Promise((resolve, reject) => {
    parser.on('field', (name, value) => {
      upload.fields[name] = value;
    });
    parser.on('file', (_name, stream, fileName, _encoding, mimeType) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('limit', () => reject(new GraphError(131053, 'The file is too big.')));
      stream.on('end', () => {
        upload.file = { bytes: Buffer.concat(parts), mimeType, fileName };
      });
    });
    parser.once('error', (error) => reject(new GraphError(100, error instanceof Error ? error.message : 'unreadable body')));
    parser.once('finish', () => resolve(upload));
    request.pipe(parser);
  });
}
