import http from 'node:http';
import { text } from 'node:stream/consumers';
import zlib from 'node:zlib';

import { listen, publicWeb } from '@sylion/runtime';

import { openWebPage } from '../src/fetch/open-web-page.ts';

/** A small website on this machine; tests that may reach it say so. */
const pages: Record<string, http.RequestListener> = {
  '/hours': (_request, response) => void response.setHeader('content-type', 'text/html; charset=utf-8').end('<p>Open on Sundays.</p>'),
  '/moved': (_request, response) => void response.writeHead(302, { location: '/hours' }).end(),
  '/round': (_request, response) => void response.writeHead(302, { location: '/round' }).end(),
  '/inside': (_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/inside-by-name': (_request, response) => void response.writeHead(301, { location: 'http://localhost:1/' }).end(),
  '/file': (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/gone': (_request, response) => void response.writeHead(404).end(),
  '/broken': (_request, response) => void response.writeHead(503).end(),
  '/silent': () => undefined,
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half', () => response.destroy());
  },
  '/packed': (_request, response) => void response.setHeader('content-encoding', 'gzip').end(zlib.gzipSync('x'.repeat(100_000))),
};

let base: string;
let close: () => Promise<void>;
beforeAll(async () => {
  const server = http.createServer((request, response) => (pages[request.url ?? ''] ?? pages['/gone'])?.(request, response));
  const listening = await listen(server, 0);
  base = `http://127.0.0.1:${listening.port}`;
  close = async () => {
    server.closeAllConnections();
    await listening.close();
  };
});
afterAll(() => close());

const limits = { timeoutMs: 10_000, redirects: 3 };
/** This very server counts as public; nothing else on this machine does. */
const withServer = { ...limits, allowed: { ...publicWeb, address: (address: string) => address === '127.0.0.1', port: () => true } };
const code = (code: string) => expect.objectContaining({ name: 'IngestProblem', code });

describe('a page of the web', () => {
  it('comes with its type, after redirects', async () => {
    const page = await openWebPage(`${base}/moved`, withServer);
    expect(page).toMatchObject({ url: `${base}/hours`, mimeType: 'text/html' });
    expect(await text(page.content)).toBe('<p>Open on Sundays.</p>');
  });

  it('is unpacked as it streams', async () => {
    const { content } = await openWebPage(`${base}/packed`, withServer);
    expect((await text(content)).length).toBe(100_000);
  });

  it.each([
    ['/round', 'too_many_redirects'],
    ['/gone', 'web_page_refused'],
    ['/broken', 'unreachable'],
    ['/inside', 'address_not_allowed'],
    ['/file', 'address_not_allowed'],
  ])('%s is %s', (path, problem) => expect(openWebPage(`${base}${path}`, withServer)).rejects.toEqual(code(problem)));

  it('that never answers is given up', () =>
    expect(openWebPage(`${base}/silent`, { ...withServer, timeoutMs: 200 })).rejects.toEqual(code('web_page_timed_out')));

  it('that breaks off fails its stream', async () => {
    const { content } = await openWebPage(`${base}/cut`, withServer);
    await expect(text(content)).rejects.toEqual(code('unreachable'));
  });
});

describe('what only we could reach', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/computeMetadata/v1/',
    'http://10.0.0.8/',
    'http://localhost/',
    'http://user:word@example.com/',
    'http://example.com:6379/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'not an address',
  ])('%s is not asked', (address) => expect(openWebPage(address, limits)).rejects.toEqual(code('address_not_allowed')));

  it('a name is judged by what it resolves to, at every redirect', async () => {
    const thisServerOnly = {
      ...limits,
      allowed: { ...publicWeb, address: (address: string) => address === '127.0.0.1' && false, port: () => true },
    };
    await expect(openWebPage(base.replace('127.0.0.1', 'localhost'), thisServerOnly)).rejects.toEqual(code('address_not_allowed'));
    const byNumberOnly = {
      ...limits,
      allowed: { ...publicWeb, address: (address: string) => address === '127.0.0.1', port: (port: number) => port !== 1 },
    };
    await expect(openWebPage(`${base}/inside-by-name`, byNumberOnly)).rejects.toEqual(code('address_not_allowed'));
  });
});
