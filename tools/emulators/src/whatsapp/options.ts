import type { FaultPlan } from './faults/fault-plan.ts';
import type { NumberRegistration } from './state/business-numbers.ts';

/** How `startWhatsAppEmulator` is told what to be; everything but the app secret has a default that behaves like Meta. */
export interface WhatsAppEmulatorOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** Signs the webhooks of every number that has no secret of its own. */
  appSecret: string;
  /** Bearer tokens that the Graph surface accepts; `'any'` (default) accepts every non-empty one. */
  accessTokens?: readonly string[] | 'any';
  /** Where webhooks go for every number that has no URL of its own. */
  webhookUrl?: string;
  numbers?: readonly NumberRegistration[];
  timings?: Partial<Timings>;
  limits?: Partial<Limits>;
  faults?: Partial<FaultPlan>;
}

export interface Timings {
  /** From accepting a message to its `sent` status. */
  sentMs: number;
  /** From accepting a message to its `delivered` status. */
  deliveredMs: number;
  /** From delivery to an automatic `read` status; null (default): only the phone page or the control API reads. */
  autoReadMs: number | null;
  /** How long a download URL of a media file works. */
  mediaUrlMs: number;
  /** How long a typing indicator shows when no message ends it. */
  typingMs: number;
  /** First pause before a webhook is delivered again; it doubles up to `redeliveryMaxMs`. */
  redeliveryBaseMs: number;
  redeliveryMaxMs: number;
  /** After this a webhook receiver counts as failed, although it may have processed the update. */
  webhookTimeoutMs: number;
}

/** Meta's limits; null switches one off. */
export interface Limits {
  /** Free-form messages are accepted this long after the user's last message. */
  windowMs: number | null;
  /**
   * Whether the window counts as open for a user who never wrote through the emulator. Meta's answer is no; yes lets a load generator
   * sign webhooks itself and post them to the gateway.
   */
  strangersAreOpen: boolean;
  /** One message to the same user per this time… */
  pairIntervalMs: number | null;
  /** …of which this many may be taken at once. */
  pairBurst: number;
  /** Messages per second and business number. */
  throughputPerSecond: number | null;
}

export const defaultTimings: Timings = {
  sentMs: 5,
  deliveredMs: 15,
  autoReadMs: null,
  mediaUrlMs: 300_000,
  typingMs: 25_000,
  redeliveryBaseMs: 250,
  redeliveryMaxMs: 5_000,
  webhookTimeoutMs: 20_000,
};

export const metaLimits: Limits = {
  windowMs: 24 * 3_600_000,
  strangersAreOpen: false,
  pairIntervalMs: 6_000,
  pairBurst: 45,
  throughputPerSecond: 80,
};
