import { trustedUrl } from './trusted-url.ts';

const meta = { apiUrl: 'https://graph.facebook.com', mediaHosts: ['lookaside.fbsbx.com'] };
const local = { apiUrl: 'http://127.0.0.1:4010', mediaHosts: ['lookaside.fbsbx.com'] };

describe('trustedUrl', () => {
  it.each([
    ['https://graph.facebook.com/v25.0/1', meta],
    ['https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1', meta],
    ['http://127.0.0.1:4010/media/1', local],
  ])('trusts %s', (url, hosts) => expect(trustedUrl(url, hosts)?.href).toBe(url));

  it.each([
    ['http://lookaside.fbsbx.com/1', meta],
    ['http://graph.facebook.com/1', meta],
    ['https://lookaside.fbsbx.com.evil.example/1', meta],
    ['https://evil.example/lookaside.fbsbx.com', meta],
    ['https://lookaside.fbsbx.com:8443/1', meta],
    ['https://user:pass@lookaside.fbsbx.com/1', meta],
    ['https://lookaside.fbsbx.com@evil.example/1', meta],
    ['http://169.254.169.254/latest/meta-data', meta],
    ['http://127.0.0.1:4010/media/1', meta],
    ['http://127.0.0.1:5432/', local],
    ['file:///etc/passwd', local],
    ['/relative', meta],
    ['', meta],
    ['http://graph.example/1', { apiUrl: 'http://graph.example', mediaHosts: [] }],
  ])('does not trust %s', (url, hosts) => expect(trustedUrl(url, hosts)).toBeUndefined());
});
