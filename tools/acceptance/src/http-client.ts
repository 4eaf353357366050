/** JSON over HTTP; an answer outside 2xx is an error that shows it. */
export interface HttpClient {
  get<Answer>(path: string): Promise<Answer>;
  send<Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** Sends a file as a browser's form does. */
  upload<Answer>(path: string, file: { readonly name: string; readonly type: string; readonly text: string }): Promise<Answer>;
}

export function createHttpClient(url: string, headers: Readonly<Record<string, string>> = {}): HttpClient {
  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined || isForm ? body : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  return {
    get: (path) => call('GET', path),
    send: (method, path, body) => call(method, path, body),
    upload: (path, { name, type, text }) => {
      const form = new FormData();
      form.set('file', new Blob([text], { type }), name);
      return call('POST', path, form);
    },
  };
}
