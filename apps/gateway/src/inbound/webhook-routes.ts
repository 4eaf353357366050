import { Router, type NextFunction, type Request, type Response } from 'express';

import type { ChannelRoute } from '@sylion/database';
import { DatabaseUnavailable } from '@sylion/database';
import type { Provider } from '@sylion/schemas';
import type { RingKey } from '@sylion/tenancy';

import { answerHandshake } from '../providers/meta/answer-handshake.ts';
import { acceptWebhook, type WebhookAnswer, type WebhookAuthority, type WebhookDependencies } from './accept-webhook.ts';
import { openCredentials, type ChannelDirectory } from './channel-directory.ts';

export interface WebhookRouteOptions extends WebhookDependencies {
  readonly directory: ChannelDirectory;
  readonly secretRing: readonly RingKey[];
  readonly appSecrets: readonly string[];
  readonly verifyToken: string;
  readonly publicUrl: string;
}

/** The addresses that providers call (DESIGN §9). The platform's Meta app has one for all; other apps and providers one per channel. */
export function webhookRoutes(options: WebhookRouteOptions): Router {
  const router = Router();
  router.get('/webhooks/whatsapp', (request, response) => answerChallenge(request, response, [options.verifyToken]));
  router.post('/webhooks/whatsapp', async (request, response) =>
    reply(
      response,
      await acceptWebhook(
        request,
        {
          provider: 'meta',
          secrets: options.appSecrets,
          url: publicUrlOf(request, options),
          routeOf: (key) => options.directory.byProviderKey('meta', key),
        },
        options,
      ),
    ),
  );
  router.get('/webhooks/whatsapp/:channelId', async (request, response) => {
    const channel = await findChannel(request, 'meta', options);
    const credentials = channel && openCredentials(options.secretRing, channel);
    answerChallenge(
      request,
      response,
      credentials?.provider === 'meta' && credentials.verifyToken !== undefined ? [credentials.verifyToken] : [],
    );
  });
  router.post('/webhooks/whatsapp/:channelId', ofChannel('meta', options));
  router.post('/webhooks/360dialog/:channelId', ofChannel('360dialog', options));
  router.post('/webhooks/twilio/:channelId', ofChannel('twilio', options));
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof URIError) return reply(response, { status: 400, code: 'bad_path' });
    options.logger.error({ error }, 'a webhook could not be judged');
    reply(response, { status: 503, code: error instanceof DatabaseUnavailable ? error.code : 'not_judged' });
  });
  return router;
}

/** A webhook signed with a channel's own secret may speak of that channel's number only: its owner is a tenant, not the platform. */
function ofChannel(provider: Provider, options: WebhookRouteOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const channel = await findChannel(request, provider, options);
    if (!channel) return reply(response, { status: 401, code: 'bad_signature' }); // no hint whether the channel exists
    const secrets = options.providers[provider].inbound.webhookSecrets(openCredentials(options.secretRing, channel));
    const authority: WebhookAuthority = {
      provider,
      secrets,
      url: publicUrlOf(request, options),
      routeOf: async (key) => (key === channel.providerKey ? channel : undefined),
    };
    reply(response, await acceptWebhook(request, authority, options));
  };
}

async function findChannel(request: Request, provider: Provider, { directory }: WebhookRouteOptions): Promise<ChannelRoute | undefined> {
  const channel = await directory.byId(String(request.params.channelId));
  return channel?.provider === provider ? channel : undefined;
}

const publicUrlOf = (request: Request, { publicUrl }: WebhookRouteOptions): string =>
  `${publicUrl.replace(/\/$/, '')}${request.originalUrl}`;

function answerChallenge(request: Request, response: Response, verifyTokens: readonly string[]): void {
  const answer = answerHandshake(request.query, verifyTokens);
  if (answer.ok) response.status(200).type('text/plain').send(answer.challenge);
  else reply(response, { status: 401, code: 'wrong_verify_token' }, 403);
}

/** Twilio reads a 200's body as TwiML; an empty one says "nothing to do" to every provider. Refusals name their code. */
function reply(response: Response, answer: WebhookAnswer, status: number = answer.status): void {
  if (status === 413) response.setHeader('connection', 'close');
  if (status === 503) response.setHeader('retry-after', '1');
  if (status === 200) response.writeHead(200, { 'content-type': 'text/xml' }).end('<Response/>');
  else
    response
      .writeHead(status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ title: answer.code, status, code: answer.code }));
}
