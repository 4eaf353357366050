import type { Request } from 'express';
import { Busboy } from '@fastify/busboy';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { z } from 'zod';

import { storable } from '@sylion/schemas';

import { checkPart } from './check-request.ts';
import { Problem } from './problem.ts';

/** The file of a form, as its sender calls it; `name` is empty when it has none. */
export interface FormFile {
  readonly name: string;
  readonly mimeType: string;
}

/** A form that was not read yet. */
export interface Form<Fields> {
  /** Lets go of what nobody read of it. */
  discard(): Promise<void>;
  /**
   * Reads the form to its end. Its file goes to `store` while it comes in, no faster than it is taken; whatever ends the form badly fails
   * the content stream as well.
   * @throws {Problem} 400 for a form that is broken off, malformed, without a file, or with other fields than it may have; what `store` throws
   */
  receive<Stored>(
    store: (content: Readable, file: FormFile) => Promise<Stored>,
  ): Promise<{ readonly fields: Fields; readonly file: FormFile; readonly stored: Stored }>;
}

const limits = { files: 1, fields: 20, parts: 22, fieldSize: 64 * 1024, headerPairs: 20, headerSize: 8 * 1024 };
/** After a refusal, so long is read what is still on its way: a connection that is closed on unread bytes takes the answer with it. */
const lingerMs = 2_000;

/** The request as a form; undefined when it is none. */
export function openForm<Fields extends z.ZodType>(request: Request, fields: Fields): Form<z.output<Fields>> | undefined {
  if (!request.is('multipart/form-data')) return undefined;
  const discard = async (): Promise<void> => {
    if (request.readableEnded) return;
    request.unpipe().resume();
    await finished(request, { writable: false, signal: AbortSignal.timeout(lingerMs) }).catch(() => undefined);
  };
  return {
    discard,
    receive: async (store) => {
      try {
        const { values, file } = await receiveParts(request, store);
        if (!file) throw refusal('file', 'is missing');
        return { fields: checkPart('body', fields, values) as z.output<Fields>, ...file };
      } catch (error) {
        await discard();
        throw error;
      }
    },
  };
}

interface Parts<Stored> {
  readonly values: Record<string, string>;
  readonly file: { readonly file: FormFile; readonly stored: Stored } | undefined;
}

async function receiveParts<Stored>(
  request: Request,
  store: (content: Readable, file: FormFile) => Promise<Stored>,
): Promise<Parts<Stored>> {
  const parser = openParser(request);
  const values = new Map<string, string>();
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  let storing: Promise<Parts<Stored>['file']> | undefined;
  let content: Readable | undefined;
  const fail = (error: Error): void => {
    reject(error);
    content?.destroy(error);
  };

  parser.on('file', (field, stream, name: string | undefined, _encoding, mimeType) => {
    // Whoever stores it and lets go of it says why itself.
    stream.on('error', (error) => error.name !== 'AbortError' && fail(malformed()));
    if (field !== 'file') return fail(refusal(storable(field), 'is not a known field'));
    content = stream;
    const file = { name: storable(name ?? ''), mimeType: storable(mimeType) };
    storing = store(stream, file).then((stored) => ({ file, stored }));
    storing.catch(reject);
  });
  parser.on('field', (field, value, _isNameCut, isCut) => {
    if (isCut) fail(refusal(storable(field), 'is too long'));
    values.set(storable(field), storable(value));
  });
  parser.on('filesLimit', () => fail(refusal('file', 'may be there once only')));
  parser.on('fieldsLimit', () => fail(refusal('', 'the form has too many fields')));
  parser.on('partsLimit', () => fail(refusal('', 'the form has too many parts')));
  parser.on('error', () => fail(malformed()));
  parser.on('finish', resolve);
  finished(request, { writable: false }).catch(() => fail(new Problem(400, 'upload_aborted', 'the upload was broken off')));

  request.pipe(parser);
  try {
    await ended;
    return { values: Object.fromEntries(values), file: await storing };
  } catch (error) {
    // Whoever stores the file has let go of it before anybody hears of the failure.
    await storing?.catch(() => undefined);
    throw error;
  }
}

function openParser({ headers }: Request) {
  try {
    return new Busboy({ headers: { ...headers, 'content-type': headers['content-type'] ?? '' }, limits });
  } catch {
    throw new Problem(400, 'invalid_form', 'the form names no boundary');
  }
}

const malformed = (): Problem => new Problem(400, 'invalid_form', 'the form is malformed, or ends before its last boundary');

const refusal = (path: string, message: string): Problem =>
  new Problem(400, 'invalid_request', `the form does not fit: ${path === '' ? message : `${path}: ${message}`}`, [{ path, message }]);
