/** Lists as people narrow them, besides their plain pages. */
export const searches: readonly string[] = [
  '/v1/end-users?name=cam',
  '/v1/end-users?phone=%2B33600000',
  '/v1/end-users?isBlocked=true',
  '/v1/conversations?handledBy=human',
  '/v1/audit-log?action=conversation.taken_over',
  '/v1/knowledge-bases/{id}/documents?state=failed',
];
