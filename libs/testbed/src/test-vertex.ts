import { startVertexEmulator, type LoggedCall } from '@sylion/emulators';

export interface TestVertex {
  /** `host:port` for every client of Google's. */
  readonly endpoint: string;
  /** Sets how the models and managed search behave (tools/emulators/README.md); what is not named goes back to its default. */
  control(settings: object): Promise<void>;
  /** Every call since the start or the last `reset`, of one tenant or of all, in the order of arrival; running ones too. */
  calls(tenantId?: string): Promise<LoggedCall[]>;
  /** Takes all settings back and forgets the calls. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** An emulator of Vertex AI and managed search of the caller's own, steered over its control port as any other process would. */
export async function startTestVertex(options: { readonly gcsEndpoint?: string } = {}): Promise<TestVertex> {
  const { endpoint, controlUrl, stop } = await startVertexEmulator(options);
  const ask = async (method: string, path: '_control' | '_log', body?: object): Promise<Response> => {
    const response = await fetch(`${controlUrl}/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`the Vertex emulator refused ${method} ${path}: ${await response.text()}`);
    return response;
  };
  return {
    endpoint,
    control: async (settings) => {
      await ask('DELETE', '_control');
      await ask('POST', '_control', settings);
    },
    calls: async (tenantId) => {
      const calls = (await (await ask('GET', '_log')).json()) as LoggedCall[];
      return tenantId === undefined ? calls : calls.filter(({ labels }) => labels['tenant_id'] === tenantId);
    },
    reset: async () => {
      await ask('DELETE', '_control');
      await ask('DELETE', '_log');
    },
    stop,
  };
}
