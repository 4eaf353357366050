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
  if (content.kind !== 'template') {
    const { kind, media, caption } = content;
    const filename = kind === 'document' ? media.filename : undefined;
    return { type: kind, [kind]: withoutUndefined({ id: media.providerMediaId, caption, filename }) };
  }
  const components = componentsOf(content);
  const template = { name: content.name, language: { code: content.language }, components: components.length > 0 ? components : undefined };
  return { type: 'template', template: withoutUndefined(template) };
};

type Template = Extract<SendContent, { kind: 'template' }>;

/** Only components with parameters are sent. A placeholder that is no number is named (Meta, "Named parameters"). */
const componentsOf = ({ header, headerMedia, body, buttons }: Template): object[] => [
  ...(headerMedia ? [{ type: 'header', parameters: [{ type: headerMedia.kind, [headerMedia.kind]: { link: headerMedia.link } }] }] : []),
  ...(header?.length ? [{ type: 'header', parameters: header.map(textParameter) }] : []),
  ...(body?.length ? [{ type: 'body', parameters: body.map(textParameter) }] : []),
  ...(buttons ?? []).map(({ index, value }) => ({
    type: 'button',
    sub_type: 'url',
    index: String(index),
    parameters: [{ type: 'text', text: value }],
  })),
];

const textParameter = ({ name, value }: { name: string; value: string }): object =>
  withoutUndefined({ type: 'text', parameter_name: /^\d+$/.test(name) ? undefined : name, text: value });
