import { Readable } from 'node:stream';
import { fetch, type Response } from 'undici';

import { AddressNotAllowed, createGuardedAgent, publicWeb, readWebUrl, type Allowed } from '@sylion/runtime';

import { IngestProblem } from '../ingest-problem.ts';

export interface WebLimits {
  readonly timeoutMs: number;
  /** Redirects that are followed. */
  readonly redirects: number;
  /** What may be asked; the default is the public web. */
  readonly allowed?: Allowed;
}

export interface WebPage {
  /** After redirects. */
  readonly url: string;
  readonly mimeType: string;
  readonly content: Readable;
}

const userAgent = 'SylionAI-Knowledge/1.0';

/**
 * Opens a web page for a tenant who named its address, if it stands on the public web; every redirect is judged like the first address.
 *
 * @throws {IngestProblem} `address_not_allowed`, `too_many_redirects`, `web_page_refused` (4xx), `unreachable`, `web_page_timed_out`;
 * the content's stream fails with the last two as well
 */
export async function openWebPage(address: string, { timeoutMs, redirects, allowed = publicWeb }: WebLimits): Promise<WebPage> {
  const dispatcher = createGuardedAgent(allowed, { timeoutMs, connections: 1 });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    let url = readWebUrl(address, allowed);
    for (let hop = 0; hop <= redirects; hop += 1) {
      const response = await fetch(url, {
        dispatcher,
        signal,
        redirect: 'manual',
        headers: { 'user-agent': userAgent, accept: 'text/html,application/xhtml+xml,application/pdf,text/plain,text/markdown,*/*;q=0.5' },
      });
      const location = isRedirect(response) ? response.headers.get('location') : null;
      if (location === null) return pageOf(url, response, () => dispatcher.destroy());
      await response.body?.cancel();
      url = readWebUrl(new URL(location, url).href, allowed);
    }
    throw new IngestProblem('too_many_redirects', `more than ${redirects} redirects`);
  } catch (error) {
    await dispatcher.destroy();
    throw toProblem(error);
  }
}

const isRedirect = ({ status }: Response): boolean => [301, 302, 303, 307, 308].includes(status);

async function pageOf(url: URL, response: Response, close: () => Promise<void>): Promise<WebPage> {
  if (response.status >= 500 || response.status === 429) throw new IngestProblem('unreachable', `the server answered ${response.status}`);
  if (!response.ok || response.body === null) throw new IngestProblem('web_page_refused', `the server answered ${response.status}`);
  const body = response.body;
  const mimeType = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? 'application/octet-stream';
  return { url: url.href, mimeType, content: Readable.from(readBody(body, close), { objectMode: false }) };
}

async function* readBody(body: AsyncIterable<Uint8Array>, close: () => Promise<void>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) yield Buffer.from(chunk);
  } catch (error) {
    throw toProblem(error);
  } finally {
    await close();
  }
}

function toProblem(error: unknown): IngestProblem {
  for (let cause = error as Cause | undefined; typeof cause === 'object' && cause !== null; cause = cause.cause) {
    if (cause instanceof IngestProblem) return cause;
    if (cause instanceof AddressNotAllowed) return new IngestProblem(cause.code, cause.message, error);
    if (cause.name === 'TimeoutError' || cause.code?.toString().endsWith('_TIMEOUT'))
      return new IngestProblem('web_page_timed_out', 'the server took too long', error);
  }
  return new IngestProblem('unreachable', 'the server could not be reached', error);
}

interface Cause {
  readonly name?: string;
  readonly code?: string | number;
  readonly cause?: Cause;
}
