import { z } from 'zod';

/** Where an inbound message stands. `received` is the only unfinished state: older than a minute, it is an alert. */
export const inboundStateSchema = z.enum(['received', 'answered', 'handed_off', 'skipped']);
export type InboundState = z.infer<typeof inboundStateSchema>;

/**
 * Where an outbound message stands. `sending`: a POST may be under way; `unknown`: its outcome is not known and a status webhook
 * or the grace period will settle it; `sent`: the provider accepted it; `delivered`/`read`: the webhook said so;
 * `cancelled`: never left, with the reason.
 */
export const outboundStateSchema = z.enum(['queued', 'sending', 'unknown', 'sent', 'delivered', 'read', 'failed', 'cancelled']);
export type OutboundState = z.infer<typeof outboundStateSchema>;

export const mediaStateSchema = z.enum(['pending', 'ready', 'failed']);
export type MediaState = z.infer<typeof mediaStateSchema>;

export const handledBySchema = z.enum(['assistant', 'human']);
export type HandledBy = z.infer<typeof handledBySchema>;

/** How the one who speaks in a conversation came to speak; `handed_off`: the assistant itself asked for a human. */
export type SpeakerChange = 'taken_over' | 'handed_off' | 'handed_back';

/** `needs_reauth`: the provider refused our credentials; sends wait, inbound goes on. */
export const channelStatusSchema = z.enum(['active', 'paused', 'needs_reauth']);
export type ChannelStatus = z.infer<typeof channelStatusSchema>;

export const authorSchema = z.enum(['end_user', 'assistant', 'human', 'system']);
export type Author = z.infer<typeof authorSchema>;

/**
 * Where a document's newest content stands. `needs_ocr`: its pages are pictures and nobody allowed to read them; `deleting`: it answers
 * nothing any more, and its object is being removed.
 */
export const documentStateSchema = z.enum(['queued', 'processing', 'ready', 'needs_ocr', 'failed', 'deleting']);
export type DocumentState = z.infer<typeof documentStateSchema>;

/** What is being done with a document under way: the steps of ingestion, and the import of managed search. */
export const documentStageSchema = z.enum(['fetch', 'extract', 'split', 'embed', 'replace', 'import']);
export type DocumentStage = z.infer<typeof documentStageSchema>;

/** `verify`: ask the provider about number and token; `sync_templates`: copy its message templates; `ask_model`: a tiny question to the model. */
export const channelTaskKindSchema = z.enum(['verify', 'sync_templates', 'ask_model']);
export type ChannelTaskKind = z.infer<typeof channelTaskKindSchema>;

/** `done`: there is an answer, be it a good one or not; `failed`: there is none, and will be none. */
export const channelTaskStateSchema = z.enum(['requested', 'running', 'done', 'failed']);
export type ChannelTaskState = z.infer<typeof channelTaskStateSchema>;
