interface Filter {
  phoneNumberId?: string;
  user?: string;
  kind?: string;
  state?: string;
  wamid?: string;
  after?: number;
}

/** The query string of `_log` and `_webhooks`. A leading `+` of a phone arrives as a blank. */
export function readFilter(query: Readonly<Record<string, unknown>>): Filter {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined);
  return {
    phoneNumberId: text('phoneNumberId'),
    user: text('user')?.replace(/^[+ ]/, ''),
    kind: text('kind'),
    state: text('state'),
    wamid: text('wamid'),
    after: Number(text('after') ?? 0),
  };
}
