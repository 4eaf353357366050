import { element } from './element.js';
import { contentOf } from './message-content.js';

/** The buttons below an interactive message; choosing one answers as the phone would. */
export function renderChoices(entry, onReply) {
  if (entry.kind !== 'outbound' || entry.type !== 'interactive') return undefined;
  const { type, action } = contentOf(entry);
  const answer = (kind, reply) =>
    onReply({ type: 'interactive', context: { id: entry.wamid }, interactive: { type: kind, [kind]: reply } });
  const choices = {
    button: () =>
      action.buttons.map(({ reply }) => element('button', { type: 'button', onclick: () => answer('button_reply', reply) }, reply.title)),
    list: () =>
      action.sections
        .flatMap(({ rows }) => rows)
        .map(({ id, title, description }) =>
          element(
            'button',
            { type: 'button', onclick: () => answer('list_reply', { id, title, ...(description === undefined ? {} : { description }) }) },
            title,
            description === undefined ? undefined : element('small', {}, description),
          ),
        ),
    cta_url: () => [
      element('a', { href: safeLink(action.parameters.url), target: '_blank', rel: 'noreferrer noopener' }, action.parameters.display_text),
    ],
  }[type]?.();
  return choices === undefined ? undefined : element('div', { class: 'choices', role: 'group', 'aria-label': 'Answers' }, ...choices);
}

/** A business may send any string as a link; only web addresses may be followed. */
function safeLink(url) {
  return /^https?:\/\//i.test(url) ? url : '#';
}
