/** What of a row an administrator sees. */
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
  'statusChangedAt',
  'createdAt',
  'updatedAt',
] as const;
