import type { JsonObject } from './protobuf-value.ts';

/** What the emulated model decided to answer, before it takes the protocol's form. */
export type ModelOutput =
  | { kind: 'text'; text: string }
  | { kind: 'functionCall'; name: string; args: JsonObject }
  | { kind: 'finished'; finishReason: string }
  | { kind: 'blocked'; blockReason: string }
  | { kind: 'empty' };
