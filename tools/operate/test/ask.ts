import https from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage, ClientRequest } from 'node:http';

import type { RunningNginx } from '../src/nginx/start-nginx.ts';

export interface Question {
  readonly host: string;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** The caller's own address; every address of 127.0.0.0/8 is this machine's. */
  readonly from?: string;
}

export interface Said {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As they were sent, name and value in turn: a header that came twice is there twice. */
  readonly rawHeaders: readonly string[];
  readonly text: string;
}

/** A request over TLS to nginx, begun but not ended. */
export function begin(nginx: RunningNginx, { host, path, method = 'GET', headers = {}, from }: Question): ClientRequest {
  const { httpsPort: port, certificate: ca } = nginx;
  return https.request({
    host: '127.0.0.1',
    port,
    servername: host,
    ca,
    path,
    method,
    localAddress: from,
    agent: false,
    headers: { host, ...headers },
  });
}

/** Waits for the answer's headers. */
export function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => void request.once('response', resolve).once('error', reject));
}

/** Asks, and reads the whole answer. */
export async function ask(nginx: RunningNginx, question: Question): Promise<Said> {
  const request = begin(nginx, question);
  const answer = answerOf(request);
  // An answer that comes before all of the body closes the connection under it.
  request.on('error', () => undefined).end(question.body);
  const response = await answer;
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode ?? 0, headers: response.headers, rawHeaders: response.rawHeaders, text };
}
