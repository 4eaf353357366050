/** The talk and the checker, for tools that bring trouble of another kind over the product. */
export { checkHistory, type Violation } from './history/check-history.ts';
export { tokenOf, tokensIn } from './history/history.ts';
export { openChats, type Chat } from './talk/chat.ts';
export { readHistory } from './talk/read-history.ts';
export { say } from './talk/say.ts';
