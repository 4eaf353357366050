/** The few Admin API calls that seeding needs; plain HTTP, as any other client. */
export interface AdminClient {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  put<Answer>(path: string, body: unknown): Promise<Answer>;
  patch<Answer>(path: string, body: unknown): Promise<Answer>;
  /** Sends a file as a browser's form does. */
  upload<Answer>(
    path: string,
    file: { readonly name: string; readonly type: string; readonly bytes: Buffer<ArrayBuffer> },
  ): Promise<Answer>;
}

export class AdminRefused extends Error {
  override name = 'AdminRefused';
}

/** `tenantId` makes the platform key act inside that tenant. */
export function createAdminClient(url: string, key: string, tenantId?: string): AdminClient {
  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(tenantId ? { 'x-tenant-id': tenantId } : {}),
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new AdminRefused(`${method} ${path} was answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    upload: (path, { name, type, bytes }) => {
      const form = new FormData();
      form.set('file', new Blob([bytes], { type }), name);
      return call('POST', path, form);
    },
  };
}
