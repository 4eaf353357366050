import { statusOf } from './conversation-store.js';
import { element, ticks } from './element.js';
import { renderChoices } from './message-choices.js';
import { renderContent } from './message-content.js';

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

/** Bubbles of a conversation; the user's own are on the right. */
export function renderMessages(conversation, onReply) {
  const items = [];
  let previous;
  for (const entry of conversation.entries) {
    const isNewDay = previous === undefined || day.format(previous.at) !== day.format(entry.at);
    if (isNewDay) items.push(element('li', { class: 'day' }, day.format(entry.at)));
    const isFirst = isNewDay || previous.kind !== entry.kind;
    items.push(renderMessage(entry, isFirst, conversation.reactions.get(entry.wamid), onReply));
    previous = entry;
  }
  if (conversation.typingUntil > Date.now()) items.push(renderTyping());
  return items;
}

function renderMessage(entry, isFirst, reaction, onReply) {
  const isMine = entry.kind === 'inbound';
  const status = statusOf(entry);
  return element(
    'li',
    { class: `message${isMine ? ' is-mine' : ''}${isFirst ? ' is-first' : ''}`, 'data-wamid': entry.wamid },
    element(
      'div',
      { class: 'bubble', 'aria-label': isMine ? 'You' : 'Business' },
      ...renderContent(entry),
      element(
        'div',
        { class: 'meta' },
        element('time', { datetime: new Date(entry.at).toISOString() }, time.format(entry.at)),
        renderStatus(status),
      ),
    ),
    reaction ? element('span', { class: 'reaction', 'aria-label': 'Reaction' }, reaction) : undefined,
    renderChoices(entry, onReply),
  );
}

function renderStatus(status) {
  if (status === undefined) return undefined;
  return status === 'failed' ? element('span', { class: 'failed', role: 'img', 'aria-label': 'failed' }, '!') : ticks(status);
}

function renderTyping() {
  const dots = [element('i'), element('i'), element('i')];
  return element(
    'li',
    { class: 'message typing is-first' },
    element('div', { class: 'bubble', role: 'img', 'aria-label': 'The business is typing' }, ...dots),
  );
}
