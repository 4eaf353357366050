import type { PlaygroundRun } from '@sylion/database';

/** A run as answers show it: its settings are those of the version, or of a draft that may have changed since. */
export const toRunAnswer = ({ request: { messages, history, version }, ...run }: PlaygroundRun) => ({ ...run, messages, history, version });
