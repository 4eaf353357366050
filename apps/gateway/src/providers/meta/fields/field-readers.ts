import type { FieldReader } from '../change.ts';
import { readHistoryField } from './history.ts';
import { readMessagesField } from './messages.ts';
import { readEchoesField } from './smb-message-echoes.ts';
import { readStandbyField } from './standby.ts';
import { readPreferencesField } from './user-preferences.ts';

/** The webhook fields that we act on. All others (calls, templates, account, hand-overs, contact sync …) are recorded as ignored. */
export const fieldReaders: ReadonlyMap<string, FieldReader> = new Map([
  ['messages', readMessagesField],
  ['history', readHistoryField],
  ['smb_message_echoes', readEchoesField],
  ['standby', readStandbyField],
  ['user_preferences', readPreferencesField],
]);
