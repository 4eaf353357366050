import { FaultPlans } from './faults/fault-plans.ts';
import { SendBudget } from './limits/send-budget.ts';
import { defaultTimings, metaLimits, type Limits, type Timings, type WhatsAppEmulatorOptions } from './options.ts';
import { AccessTokens } from './state/access-tokens.ts';
import { BusinessNumbers } from './state/business-numbers.ts';
import { Conversations } from './state/conversations.ts';
import { EndUsers } from './state/end-users.ts';
import { EventLog } from './state/event-log.ts';
import { MediaShelf } from './state/media-shelf.ts';
import { MessageTemplates } from './state/message-templates.ts';
import { Timers } from './state/timers.ts';
import { WebhookSender } from './webhooks/webhook-sender.ts';

/** Everything one emulator knows; handed to every route and control action. */
export interface World {
  /** Origin under which clients reach this emulator; known once it listens. */
  baseUrl: string;
  readonly timings: Timings;
  readonly limits: Limits;
  readonly tokens: AccessTokens;
  readonly numbers: BusinessNumbers;
  readonly users: EndUsers;
  readonly conversations: Conversations;
  readonly templates: MessageTemplates;
  readonly media: MediaShelf;
  readonly log: EventLog;
  readonly faults: FaultPlans;
  readonly budget: SendBudget;
  readonly timers: Timers;
  readonly webhooks: WebhookSender;
}

export function createWorld(options: WhatsAppEmulatorOptions): World {
  const timings = { ...defaultTimings, ...options.timings };
  const limits = { ...metaLimits, ...options.limits };
  const faults = new FaultPlans(options.faults);
  const numbers = new BusinessNumbers({ appSecret: options.appSecret, webhookUrl: options.webhookUrl });
  for (const number of options.numbers ?? []) numbers.register(number);
  return {
    baseUrl: '',
    timings,
    limits,
    tokens: new AccessTokens(options.accessTokens ?? 'any'),
    numbers,
    users: new EndUsers(),
    conversations: new Conversations(),
    templates: new MessageTemplates(),
    media: new MediaShelf(),
    log: new EventLog(),
    faults,
    budget: new SendBudget(limits),
    timers: new Timers(),
    webhooks: new WebhookSender(timings, faults),
  };
}

/** Forgets conversations, users, media, log, faults and pending webhooks; registered numbers and tokens stay. */
export function resetWorld(world: World): void {
  world.timers.clear();
  world.webhooks.clear();
  world.users.clear();
  world.conversations.clear();
  world.media.clear();
  world.faults.clear();
  world.budget.clear();
  world.tokens.restore();
  world.log.clear();
}
