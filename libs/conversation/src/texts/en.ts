import type { Texts } from './text-key.ts';

export const english: Texts = {
  apology: 'Sorry, something is keeping us from answering right now. Could you try again in a few minutes?',
  overQuota: 'Thank you for your message. Our assistant cannot answer at the moment; our team will take over as soon as possible.',
  optedOut: 'Done: you will not receive any more messages from us. Write START to receive them again.',
  optedIn: 'Done: you will receive our messages again. How can we help you?',
  handedOff: 'I am passing your request on to a member of our team, who will answer you right here.',
  mediaUnreadable: 'Sorry, I could not open your file. Could you send it again, or tell me in writing what it says?',
  mediaUnsupported: 'Sorry, I cannot read this kind of message. Could you write your request instead?',
  blockedBySafety: 'Sorry, I cannot help with that. Is there anything else I can do for you?',
  stillWorking: 'I am looking for the answer, just a moment…',
  serviceClosed: 'This service is closed at the moment. Please write to us later.',
  loopSuspected:
    'It looks as if two machines were answering each other here, so I will stop. Write to me in your own words and I will be back.',
  tooManyMessages: 'That is a lot of messages at once. Please give me a moment; write to me again a little later and I will answer.',
  answerComesLater:
    'Sorry, something is keeping us from answering right now. You need not write again: the answer will come as soon as we can.',
  isItStillOpen: 'Sorry, your message reached us late. If it still matters to you, write to us again and we will answer at once.',
};
