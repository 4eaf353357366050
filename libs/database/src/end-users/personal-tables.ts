/**
 * The tables whose rows are an end user's own, children first, and the column that says whose they are: the end user, or one of their
 * conversations. What is erased and what is exported are read from here, so that the two cannot differ; a test holds the list against
 * the schema.
 */
export const personalTables = [
  { table: 'message_media', column: 'conversation_id', owner: 'conversation' },
  { table: 'messages', column: 'conversation_id', owner: 'conversation' },
  { table: 'turns', column: 'conversation_id', owner: 'conversation' },
  { table: 'conversations', column: 'id', owner: 'conversation' },
  { table: 'end_user_identities', column: 'end_user_id', owner: 'end_user' },
  { table: 'end_users', column: 'id', owner: 'end_user' },
] as const;
