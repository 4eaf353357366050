/** One line of the WhatsApp emulator's log, as far as the demo reads it. */
export interface WhatsAppLogEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly user?: string;
  readonly wamid?: string;
  readonly request?: { readonly type?: string; readonly text?: { readonly body: string } };
  readonly statuses?: readonly { readonly status: string }[];
}

/** The WhatsApp emulator's control API (tools/emulators/README.md). */
export interface WhatsAppControl {
  act<Answer>(action: string, fields: Readonly<Record<string, unknown>>): Promise<Answer>;
  log(user: string): Promise<readonly WhatsAppLogEntry[]>;
}

export function createWhatsAppControl(url: string): WhatsAppControl {
  return {
    act: async <Answer>(action: string, fields: Readonly<Record<string, unknown>>) => {
      const response = await fetch(`${url}/_control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ action, ...fields }),
      });
      if (!response.ok) throw new Error(`the WhatsApp emulator refused ${action}: ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    log: async (user) => {
      const response = await fetch(`${url}/_log?user=${encodeURIComponent(user)}`);
      return ((await response.json()) as { entries: WhatsAppLogEntry[] }).entries;
    },
  };
}
