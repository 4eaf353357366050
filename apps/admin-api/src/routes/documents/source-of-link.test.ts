import { nameOf, sourceOfLink } from './source-of-link.ts';

const tenantId = '018f0000-0000-7000-8000-000000000001';
const buckets = { bucket: 'ours', ingestBuckets: ['imports'] };
const sourceOf = (link: { url: string } | { uri: string }) => sourceOfLink(link, tenantId, buckets);

it.each([
  [{ url: 'https://example.com' }, 'web', 'example.com'],
  [{ url: 'https://example.com/men%C3%BC/index.html?lang=fr' }, 'web', 'example.com/menü/index.html'],
  [{ url: 'https://example.com/%zz' }, 'web', 'example.com/%zz'],
  [{ uri: `gs://ours/tenants/${tenantId}/inbox/Menü été.pdf` }, 'uri', 'Menü été.pdf'],
  [{ uri: 'gs://imports/a/b.pdf' }, 'uri', 'b.pdf'],
])('takes %j', (link, kind, name) => expect(sourceOf(link)).toMatchObject({ kind, name }));

it.each([
  'gs://ours/tenants/018f0000-0000-7000-8000-000000000002/a.pdf',
  `gs://ours/tenants/${tenantId}/../018f0000-0000-7000-8000-000000000002/a.pdf`,
  `gs://ours/tenants/${tenantId}/.. /a.pdf`,
  `gs://ours/tenants/${tenantId}`,
  `gs://ours/tenants/${tenantId}/`,
  `gs://ours/tenants/${tenantId}x/a.pdf`,
  'gs://ours/a.pdf',
  'gs://elsewhere/a.pdf',
  'gs://imports//a.pdf',
  'gs://imports/a\n.pdf',
])('refuses %s', (uri) => expect(() => sourceOf({ uri })).toThrow(expect.objectContaining({ status: 400, code: 'uri_not_allowed' })));

it('opens our own bucket to nobody, whatever the list says', () =>
  expect(() => sourceOfLink({ uri: 'gs://ours/a.pdf' }, tenantId, { bucket: 'ours', ingestBuckets: ['ours'] })).toThrow());

it('cuts a name between characters', () => expect(nameOf(`${'é'.repeat(199)}🥐🥐`)).toBe(`${'é'.repeat(199)}🥐`));
