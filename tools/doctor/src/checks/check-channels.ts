import { listUnwellChannels, type Database, type UnwellChannel } from '@sylion/database';

import { fail, ok, type Finding } from '../finding.ts';

const shownAtMost = 20;

/** Tokens and webhook subscriptions, as the gateway last saw them: it is the only one that holds channel credentials. */
export async function checkChannels(database: Database): Promise<Finding[]> {
  const unwell = await listUnwellChannels(database, shownAtMost);
  return unwell.length === 0 ? [ok('channels', 'on none is anything known to be wrong')] : unwell.map(judge);
}

function judge({ tenantId, channelId, status, statusReason, verification }: UnwellChannel): Finding {
  const subject = `channel ${channelId}`;
  const ofTenant = `of tenant ${tenantId}`;
  if (status === 'needs_reauth' || verification?.reason === 'refused')
    return fail(
      subject,
      `its token is refused${statusReason ? ` (${statusReason})` : ''} ${ofTenant}`,
      'give it a new one: PUT /v1/channels/{id}/credentials (docs/runbooks/channels-need-reauth.md)',
    );
  if (verification?.isWebhookSubscribed === false)
    return fail(
      subject,
      `its account sends webhooks to no app ${ofTenant}`,
      'subscribe the app: POST /{account}/subscribed_apps at the provider, then POST /v1/channels/{id}/verify',
    );
  return fail(
    subject,
    `its last verification failed: ${verification?.reason ?? 'no reason given'} ${ofTenant}`,
    'correct it at the provider, then POST /v1/channels/{id}/verify',
  );
}
