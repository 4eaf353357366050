import type { JsonObject } from '../read-json.ts';
import type { MessageStatus } from './conversations.ts';

export type LogKind = 'inbound' | 'outbound' | 'dropped' | 'rejected' | 'read' | 'typing' | 'user-read';

/** One thing that happened, in the order in which the emulator saw it. */
export interface LogEntry {
  /** Rises by one per entry, never reused before a reset. */
  readonly seq: number;
  /** Unix milliseconds. */
  readonly at: number;
  readonly kind: LogKind;
  readonly phoneNumberId: string;
  /** The end user's constant id (first known address); absent when a send was refused before its recipient was known. */
  readonly user?: string;
  readonly phone?: string;
  readonly bsuid?: string;
  readonly name?: string;
  readonly wamid?: string;
  readonly type?: string;
  /** What a person would read of it. */
  readonly text?: string;
  /** Outbound: the request body as it came. */
  readonly request?: JsonObject;
  /** Inbound: the message object of the webhook. */
  readonly message?: JsonObject;
  /** Inbound and outbound: grows while statuses happen. */
  readonly statuses?: readonly { status: MessageStatus; at: number }[];
  /** Outbound: what the caller was told; a fault may hide that the message was accepted. */
  readonly answer?: 'accepted' | 'failed' | 'cut';
  /** Rejected: the Graph error code. */
  readonly code?: number;
  readonly details?: string;
}

/** What the event stream carries: log entries and what changes outside of them. */
export type LiveEvent =
  | { event: 'entry'; data: LogEntry }
  | { event: 'status'; data: { wamid: string; status: MessageStatus; at: number } }
  | { event: 'numbers' | 'reset'; data: JsonObject };

export class EventLog {
  #entries: LogEntry[] = [];
  #seq = 0;
  readonly #listeners = new Set<(event: LiveEvent) => void>();

  append(entry: Omit<LogEntry, 'seq' | 'at'>): LogEntry {
    this.#seq += 1;
    const stored = { seq: this.#seq, at: Date.now(), ...entry };
    this.#entries.push(stored);
    this.announce({ event: 'entry', data: stored });
    return stored;
  }

  announce(event: LiveEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** @returns an unsubscribe function */
  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  select(filter: { phoneNumberId?: string; user?: string; kind?: string; after?: number }): LogEntry[] {
    const { phoneNumberId, user, kind, after = 0 } = filter;
    return this.#entries.filter(
      (entry) =>
        entry.seq > after &&
        (phoneNumberId === undefined || entry.phoneNumberId === phoneNumberId) &&
        (user === undefined || [entry.user, entry.phone, entry.bsuid].includes(user)) &&
        (kind === undefined || entry.kind === kind),
    );
  }

  clear(): void {
    this.#entries = [];
    this.#seq = 0;
    this.announce({ event: 'reset', data: {} });
  }
}
