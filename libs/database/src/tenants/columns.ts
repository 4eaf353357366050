/** What of a row an administrator sees. */
export const assistantColumns = [
  'id',
  'name',
  'instructions',
  'modelTier',
  'model',
  'locale',
  'temperature',
  'maxOutputTokens',
  'tools',
  'coalescing',
  'createdAt',
  'updatedAt',
] as const;

export const channelColumns = [
  'id',
  'assistantId',
  'provider',
  'providerKey',
  'accountKey',
  'identityScope',
  'displayPhoneNumber',
  'name',
  'status',
  'statusReason',
  'createdAt',
  'updatedAt',
] as const;
