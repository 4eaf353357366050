import type { SendContent, SendIntent } from '../provider.ts';
import { withoutUndefined } from '../read-json.ts';

/**
 * The body of `POST …/messages`; undefined if the person has no address. A BSUID goes into `recipient`: in `to` it would be dropped
 * silently. A phone goes into `to` with its `+`: without it Meta prefixes the business's country code and may reach a stranger.
 */
export const messageBody = ({ messageId, to, content, replyTo }: SendIntent): object | undefined => {
  const recipient = to.bsuid ?? (to.phone === undefined ? to.parentBsuid : undefined);
  if (recipient === undefined && to.phone === undefined) return undefined;
  return withoutUndefined({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    recipient,
    to: recipient === undefined ? to.phone : undefined,
    context: replyTo === undefined ? undefined : { message_id: replyTo },
    biz_opaque_callback_data: messageId,
    ...contentPart(content),
  });
};

const contentPart = (content: SendContent): object => {
  if (content.kind === 'text') return { type: 'text', text: { body: content.text, preview_url: /https?:\/\//.test(content.text) } };
  const parameters = content.parameters?.map((text) => ({ type: 'text', text })) ?? [];
  const components = parameters.length > 0 ? [{ type: 'body', parameters }] : undefined;
  return { type: 'template', template: withoutUndefined({ name: content.name, language: { code: content.language }, components }) };
};
