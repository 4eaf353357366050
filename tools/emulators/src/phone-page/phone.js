import { focusComposeBox, wireComposeBox } from './compose-box.js';
import { paintAvatar, renderConversations } from './conversation-list.js';
import { ConversationStore, statusOf } from './conversation-store.js';
import { control, fetchEntries, fetchNumbers, listen } from './emulator-api.js';
import { renderMessages } from './message-list.js';
import { openNewConversation } from './new-conversation.js';
import { updateList } from './update-list.js';

const at = (id) => document.getElementById(id);
const store = new ConversationStore();
let numbers = [];
let openKey;
let isDrawing = false;

wireComposeBox((message) => say(message));
at('new-conversation').addEventListener('click', () => openNewConversation(numbers, (person) => open(store.begin(person).key)));
at('back').addEventListener('click', () => open(undefined));
document.addEventListener('visibilitychange', readOpenConversation);
listen({
  onOpen: catchUp,
  onLost: () => showConnection('The emulator cannot be reached. Trying again…'),
  entry: (entry) => change(() => store.apply(entry)),
  status: (status) => change(() => store.applyStatus(status)),
  numbers: async () => {
    numbers = await fetchNumbers();
    draw();
  },
  reset: () => {
    store.clear();
    open(undefined);
  },
});

/** Loads what happened before the event stream was open. */
async function catchUp() {
  const [foundNumbers, entries] = await Promise.all([fetchNumbers(), fetchEntries()]);
  numbers = foundNumbers;
  change(() => entries.forEach((entry) => store.apply(entry)));
  showConnection('');
}

function change(act) {
  act();
  readOpenConversation();
  draw();
}

function open(key) {
  openKey = key;
  readOpenConversation();
  drawNow();
  at('messages').scrollTop = at('messages').scrollHeight;
  if (key !== undefined) focusComposeBox();
}

function say(message) {
  const { phoneNumberId, from } = store.find(openKey);
  return control('receive', { phoneNumberId, from, ...message });
}

/** Looking at a message reads it, once it has arrived. */
function readOpenConversation() {
  const conversation = store.find(openKey);
  if (conversation === undefined || document.visibilityState !== 'visible') return;
  if (!conversation.entries.some((entry) => entry.kind === 'outbound' && statusOf(entry) === 'delivered')) return;
  void control('read', { phoneNumberId: conversation.phoneNumberId, user: conversation.user });
}

/** Many events in one frame are one drawing. */
function draw() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(drawNow);
}

function drawNow() {
  isDrawing = false;
  const conversations = store.all();
  updateList(at('conversations'), renderConversations(conversations, openKey, nameOfNumber, open));
  at('no-conversations').hidden = conversations.length > 0;
  drawChat(store.find(openKey));
}

function drawChat(conversation) {
  at('chat').hidden = conversation === undefined;
  at('phone').classList.toggle('is-chatting', conversation !== undefined);
  if (conversation === undefined) return;
  const title = nameOfNumber(conversation.phoneNumberId);
  paintAvatar(at('chat-avatar'), title);
  at('chat-title').textContent = title;
  const isTyping = conversation.typingUntil > Date.now();
  at('chat-subtitle').textContent = isTyping ? 'typing…' : `You are ${conversation.name} (${addressOf(conversation.from)})`;
  if (isTyping) setTimeout(draw, conversation.typingUntil - Date.now() + 50);

  const messages = at('messages');
  const isAtEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  updateList(
    messages,
    renderMessages(conversation, (raw) => say({ raw })),
  );
  if (isAtEnd) messages.scrollTop = messages.scrollHeight;
}

function nameOfNumber(phoneNumberId) {
  return numbers.find((number) => number.phoneNumberId === phoneNumberId)?.verifiedName ?? phoneNumberId;
}

function addressOf({ phone, bsuid }) {
  return phone === undefined ? bsuid : `+${phone}`;
}

function showConnection(text) {
  at('connection').textContent = text;
}
