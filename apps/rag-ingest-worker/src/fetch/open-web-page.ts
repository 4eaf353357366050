import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { Agent, fetch, type Response } from 'undici';

import { IngestProblem } from '../ingest-problem.ts';
import { isPublicAddress } from './is-public-address.ts';

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

export interface Allowed {
  readonly address: (address: string) => boolean;
  readonly port: (port: number) => boolean;
}

const publicWeb: Allowed = { address: isPublicAddress, port: (port) => port === 80 || port === 443 };
const userAgent = 'SylionAI-Knowledge/1.0';

/**
 * Opens a web page for a tenant who named its address. A tenant must not make us ask what only we can reach (server-side request
 * forgery, OWASP A10): the check stands where the connection is made, after the name was resolved and again at every redirect, so that
 * neither a name with a private address nor one that changes between check and use gets through.
 *
 * @throws {IngestProblem} `address_not_allowed`, `too_many_redirects`, `web_page_refused` (4xx), `unreachable`, `web_page_timed_out`;
 * the content's stream fails with the last two as well
 */
export async function openWebPage(address: string, { timeoutMs, redirects, allowed = publicWeb }: WebLimits): Promise<WebPage> {
  const dispatcher = new Agent({
    connect: { lookup: guardedLookup(allowed), timeout: timeoutMs },
    connections: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    let url = webUrl(address, allowed);
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
      url = webUrl(new URL(location, url).href, allowed);
    }
    throw new IngestProblem('too_many_redirects', `more than ${redirects} redirects`);
  } catch (error) {
    await dispatcher.destroy();
    throw toProblem(error);
  }
}

/** @throws {IngestProblem} `address_not_allowed` */
function webUrl(address: string, allowed: Allowed): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw new IngestProblem('address_not_allowed', 'not a plain http(s) address');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const isAllowedHost = isIP(host) === 0 || allowed.address(host); // a literal address is never looked up
  if (!isAllowedHost || !allowed.port(port)) throw new IngestProblem('address_not_allowed', 'not an address of the public web');
  return url;
}

/** Resolves a name for the connection itself: every address it has must be allowed. */
const guardedLookup =
  (allowed: Allowed): LookupFunction =>
  (hostname, options, answer) => {
    lookup(hostname, { all: true, family: options.family === 4 || options.family === 6 ? options.family : 0 }).then(
      (addresses) => {
        const refused = addresses.length === 0 || addresses.some(({ address }) => !allowed.address(address));
        if (refused) return answer(new IngestProblem('address_not_allowed', 'the name leads to an address that is not public'), '');
        const [first] = addresses;
        return options.all ? answer(null, addresses) : answer(null, first?.address ?? '', first?.family);
      },
      (error: unknown) => answer(error as NodeJS.ErrnoException, ''),
    );
  };

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
