import { hasIdentity, readPerson } from '../person.ts';
import type { MessageEvent, ProviderEvent, UnanswerableReason } from '../provider-event.ts';
import type { JsonRecord } from '../read-json.ts';
import { isRecord, readId, readRecord, readText, withoutUndefined } from '../read-json.ts';
import type { Change } from './change.ts';
import { ignored } from './change.ts';
import type { ContactBook } from './contact-book.ts';
import { readContent } from './content/read-content.ts';
import type { ChangedIdentity } from './identity-change.ts';
import { readIdentityChange } from './identity-change.ts';
import { judgeMessage } from './judge-message.ts';
import { readTimestamp } from './timestamps.ts';

/** Reads one of `messages[]`, wherever it stands. `surroundings` tells why it must not be answered, whatever it says. */
export const readMessage = (
  change: Change,
  message: JsonRecord,
  contacts: ContactBook,
  surroundings?: UnanswerableReason,
): ProviderEvent => {
  const providerMessageId = readId(message.id);
  if (providerMessageId === undefined) return ignored(change, 'no_message_id', message);
  if (change.channelKey === undefined) return ignored(change, 'no_channel', message);

  const read = readContent(message);
  const { from, identityChange } = readSender(message, contacts);
  const groupId = readId(message.group_id);
  const isIdentified = hasIdentity(from);
  return withoutUndefined<MessageEvent>({
    kind: 'message',
    channelKey: change.channelKey,
    accountKey: change.accountKey,
    providerMessageId,
    sentAt: readTimestamp(message.timestamp, change.receivedAt),
    from,
    content: read.content,
    ...readContext(readRecord(message.context)),
    referral: isRecord(message.referral) ? message.referral : undefined,
    groupId,
    identityChange,
    disposition: judgeMessage({ read, isFromGroup: groupId !== undefined, isIdentified, surroundings }),
    raw: read.understanding === 'complete' && isIdentified ? undefined : message,
  });
};

const readSender = (message: JsonRecord, contacts: ContactBook): ChangedIdentity =>
  message.type === 'system'
    ? readIdentityChange(message)
    : { from: contacts(readPerson({ phone: message.from, bsuid: message.from_user_id, parentBsuid: message.from_parent_user_id })) };

/** `context`: of a reply `{id}`, of a forward only the flags, of a catalogue question also the product. Its `from` is not reliable. */
const readContext = (context: JsonRecord): Pick<MessageEvent, 'replyTo' | 'isForwarded' | 'referredProduct'> => {
  const product = context.referred_product;
  return {
    replyTo: readId(context.id),
    isForwarded: context.forwarded === true || context.frequently_forwarded === true ? true : undefined,
    referredProduct: isRecord(product)
      ? withoutUndefined({ catalogId: readText(product.catalog_id), productId: readText(product.product_retailer_id) })
      : undefined,
  };
};
