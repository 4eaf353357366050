import { eventSchema, eventsQuerySchema } from '@sylion/schemas';

import { defineStreamRoute } from '../../route.ts';

export const streamEvents = defineStreamRoute({
  path: '/v1/events',
  summary: 'Follow what happens, as server-sent events; Last-Event-ID goes on where a connection was lost',
  permission: { role: 'agent', scope: 'conversations:read' },
  query: eventsQuerySchema,
  refusals: { 400: ['invalid_last_event_id'], 410: ['events_gone'], 429: ['too_many_streams'], 503: ['shutting_down'] },
  stream: {
    mediaType: 'text/event-stream',
    piece: eventSchema,
    open: ({ tenantId, query: { conversationId, kinds }, connection }, { eventStreams }) =>
      eventStreams.open(
        tenantId,
        (event) =>
          (conversationId === undefined || event.conversationId === conversationId) &&
          (kinds === undefined || kinds.some((kind) => kind === event.kind)),
        connection,
      ),
  },
});
