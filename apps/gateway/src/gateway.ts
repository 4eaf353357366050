import express from 'express';

import {
  assertSafeRole,
  beatWhileAlive,
  createDatabase,
  listOpenTasks,
  listPendingMedia,
  listUnsent,
  type OutboxRules,
} from '@sylion/database';
import { createQueues } from '@sylion/queues';
import { createServer, repeat, serve, startApp, type AppParts, type RunnableApp } from '@sylion/runtime';
import { channelTasks, mediaFetches, newId, outgoingMessages } from '@sylion/schemas';
import { createObjectStore } from '@sylion/storage';

import type { GatewayConfig } from './config.ts';
import { createGatewayMetrics } from './gateway-metrics.ts';
import { answerError, answerUnknownPath } from './inbound/answer-error.ts';
import { createChannelDirectory } from './inbound/channel-directory.ts';
import { createInboundStore } from './inbound/inbound-store.ts';
import { proveWebhookRoute } from './inbound/prove-webhook-route.ts';
import { createNudges } from './inbound/publish-nudges.ts';
import { webhookRoutes } from './inbound/webhook-routes.ts';
import { fetchMedia } from './media/fetch-media.ts';
import { deliverBubbles } from './outbound/deliver-bubbles.ts';
import { startEvidenceClock } from './outbound/evidence-clock.ts';
import { createProviders } from './providers/providers.ts';
import { renderReply } from './render/render-reply.ts';
import { gatewayTaskKinds, workOffTask } from './tasks/work-off-task.ts';

/**
 * WhatsApp's limits: 80 messages per second and number; per end user one every six seconds with a burst of 45. Our bursts are one
 * smaller, because WhatsApp counts when a message arrives and the first may travel longer than the last.
 */
const paces = { number: { intervalMs: 1_000 / 80, burst: 79 }, pair: { intervalMs: 6_000, burst: 44 } };
const typingIntervalMs = 20_000;
const sweepAgeMs = 5_000;

export interface Gateway extends RunnableApp {
  readonly port: number;
}

/** The only app that speaks WhatsApp: webhooks in, bubbles and media out. */
export const startGateway = (config: GatewayConfig): Promise<Gateway> => startApp('gateway', config, (parts) => assemble(config, parts));

async function assemble(config: GatewayConfig, { logger, metrics, shutdown }: AppParts) {
  const observe = createGatewayMetrics(metrics);
  const database = createDatabase({ url: config.DATABASE_URL, applicationName: 'gateway', poolSize: config.DATABASE_POOL_SIZE, logger });
  shutdown.add('database', database.close);
  await assertSafeRole(database);
  const queues = createQueues({ url: config.REDIS_URL, logger });
  shutdown.add('queues', queues.close);
  const storage = createObjectStore({
    project: config.GOOGLE_CLOUD_PROJECT,
    bucket: config.GCS_BUCKET,
    apiEndpoint: config.GCS_API_ENDPOINT,
  });
  const providers = createProviders({
    meta: { graphUrl: config.WHATSAPP_GRAPH_URL, graphVersion: config.WHATSAPP_GRAPH_VERSION, timeoutMs: config.SEND_TIMEOUT_MS },
    twilio: { publicUrl: config.GATEWAY_PUBLIC_URL },
  });

  const evidence = startEvidenceClock();
  shutdown.add('evidence clock', evidence.stop);
  if (config.GATEWAY_ROLES.includes('outbound')) {
    const rules: OutboxRules = {
      render: renderReply,
      sendTimeoutMs: config.SEND_TIMEOUT_MS + 1_000,
      graceMs: config.SEND_GRACE_MS,
      listeningMs: evidence.listeningMs,
      typingIntervalMs,
    };
    const delivery = {
      database,
      providers,
      storage,
      pace: queues.sendPace(paces),
      traces: queues.traces,
      rules,
      secretRing: config.SECRETS_KEYS,
      logger,
      onSend: observe.send,
    };
    const outgoing = queues.consume({
      contract: outgoingMessages,
      concurrency: config.OUTGOING_CONCURRENCY,
      onOutcome: observe.job('outgoing_messages'),
      handle: (nudge) => deliverBubbles(nudge, delivery),
    });
    shutdown.addWorker('outgoing_messages', outgoing.close);
    const fetching = { database, providers, storage, queues, secretRing: config.SECRETS_KEYS, logger, onFetch: observe.media };
    const media = queues.consume({
      contract: mediaFetches,
      concurrency: config.MEDIA_CONCURRENCY,
      onOutcome: observe.job('media_fetches'),
      handle: (fetch, context) => fetchMedia(fetch, context, fetching),
    });
    shutdown.addWorker('media_fetches', media.close);
    const tasks = queues.consume({
      contract: channelTasks,
      concurrency: config.TASK_CONCURRENCY,
      onOutcome: observe.job('channel_tasks'),
      handle: (nudge, context) => workOffTask(nudge, context, { database, providers, secretRing: config.SECRETS_KEYS, logger }),
    });
    shutdown.addWorker('channel_tasks', tasks.close);
    shutdown.addWorker(
      'unsent sweeper',
      repeat(
        'unsent sweeper',
        config.SWEEP_INTERVAL_MS,
        async () => {
          for (const key of await listUnsent(database, sweepAgeMs)) await queues.publish(outgoingMessages, { version: 1, ...key });
        },
        logger,
      ),
    );
    shutdown.addWorker(
      'media sweeper',
      repeat(
        'media sweeper',
        config.SWEEP_INTERVAL_MS,
        async () => {
          for (const key of await listPendingMedia(database, sweepAgeMs)) await queues.publish(mediaFetches, { version: 1, ...key });
        },
        logger,
      ),
    );
    shutdown.addWorker(
      'task sweeper',
      repeat(
        'task sweeper',
        config.SWEEP_INTERVAL_MS,
        async () => {
          for (const key of await listOpenTasks(database, gatewayTaskKinds, sweepAgeMs))
            await queues.publish(channelTasks, { version: 1, ...key });
        },
        logger,
      ),
    );
  }

  const app = express().disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  if (config.GATEWAY_ROLES.includes('inbound')) {
    const store = createInboundStore({ database, logger });
    const nudges = createNudges(queues, logger);
    shutdown.add('nudges', nudges.drained);
    shutdown.add('inbound store', store.drained);
    app.use(
      webhookRoutes({
        providers,
        store,
        nudges,
        traces: queues.traces,
        logger,
        onOutcome: observe.webhook,
        onMissed: evidence.interrupt,
        directory: createChannelDirectory(database),
        secretRing: config.SECRETS_KEYS,
        appSecrets: config.WHATSAPP_APP_SECRET,
        verifyToken: config.WHATSAPP_VERIFY_TOKEN,
        publicUrl: config.GATEWAY_PUBLIC_URL,
      }),
    );
  }
  app.use(answerUnknownPath, answerError(logger));
  const server = createServer(app, { requestTimeoutMs: 20_000 });
  const listening = await serve('webhook server', server, config.GATEWAY_PORT, shutdown);
  const prove = async (): Promise<void> =>
    config.GATEWAY_ROLES.includes('inbound') ? proveWebhookRoute(listening.port, config.WHATSAPP_VERIFY_TOKEN) : undefined;
  const self = { instance: newId(), app: 'gateway', roles: config.GATEWAY_ROLES };
  shutdown.addWorker('heartbeat', await beatWhileAlive(database, self, logger, prove));
  return { port: listening.port, checks: { postgres: database.ping, redis: queues.ping }, pool: database.load };
}
