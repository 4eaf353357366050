import type { AssistantVersion } from '@sylion/database';

/** A version as answers show it. */
export const toVersionAnswer = <Version extends AssistantVersion>({ publisherKind, publisherId, ...version }: Version) => ({
  ...version,
  publishedBy: { kind: publisherKind, id: publisherId },
});
