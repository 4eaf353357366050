import { unreadOf } from './conversation-store.js';
import { element } from './element.js';

// A load test may make thousands of conversations; nobody scrolls through more than this.
const shownAtMost = 200;
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export function renderConversations(conversations, openKey, nameOfNumber, onOpen) {
  return conversations.slice(0, shownAtMost).map((conversation) => {
    const { key, name, phoneNumberId, entries, changedAt } = conversation;
    const unreadCount = key === openKey ? 0 : unreadOf(conversation).length;
    return element(
      'li',
      { 'data-key': key },
      element(
        'button',
        { type: 'button', class: 'conversation', 'aria-current': key === openKey ? 'true' : undefined, onclick: () => onOpen(key) },
        avatar(nameOfNumber(phoneNumberId)),
        element(
          'span',
          { class: 'line' },
          element('span', { class: 'title' }, nameOfNumber(phoneNumberId)),
          ' ',
          element('small', {}, `with ${name}`),
        ),
        element('time', {}, entries.length === 0 ? '' : time.format(changedAt)),
        element('span', { class: 'line preview' }, previewOf(entries.at(-1))),
        unreadCount > 0 ? element('span', { class: 'unread', 'aria-label': `${unreadCount} unread` }, String(unreadCount)) : undefined,
      ),
    );
  });
}

/** A coloured disc with initials, the same colour for the same name. */
export function avatar(name) {
  const made = element('span', { class: 'avatar', 'aria-hidden': 'true' });
  paintAvatar(made, name);
  return made;
}

export function paintAvatar(target, name) {
  const hue = [...name].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) % 360, 7);
  target.style.setProperty('--hue', String(hue));
  target.textContent = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

function previewOf(entry) {
  if (entry === undefined) return 'No messages yet';
  const text = entry.text?.replace(/\s+/g, ' ') || `(${entry.type})`;
  return entry.kind === 'inbound' ? `You: ${text}` : text;
}
