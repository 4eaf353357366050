import { tokensIn, type History, type SeenBubble, type SentMessage } from './history.ts';

export const violationKinds = [
  'lost',
  'duplicated',
  'reordered',
  'crosstalk',
  'unasked',
  'unsettled',
  'interrupted',
  'overspent',
  'slow',
] as const;
/**
 * `lost`: nobody answered a message. `duplicated`: it was answered more than once. `reordered`: a later message was answered before an
 * earlier one. `crosstalk`: one chat's words in another. `unasked`: a bubble that answers nothing (an apology where nothing may fail).
 * `unsettled`: the product still calls open what should be over. `interrupted`: the assistant spoke after a human had taken over.
 * `overspent`: the ledger or a quota is not what was really used. `slow`: others' trouble made somebody wait.
 */
export type ViolationKind = (typeof violationKinds)[number];

export interface Violation {
  readonly kind: ViolationKind;
  /** Undefined where only the product knows whose it is. */
  readonly chat: string | undefined;
  readonly tokens: readonly string[];
  readonly detail: string;
}

/** Everything that is wrong with a history: none of the promises is a matter of degree. */
export function checkHistory({ sent, seen, open }: History): Violation[] {
  const owners = new Map(sent.map(({ token, chat }) => [token, chat]));
  const chats = new Set([...sent.map(({ chat }) => chat), ...seen.map(({ chat }) => chat)]);
  const ofChats = [...chats].flatMap((chat) =>
    checkChat(
      chat,
      sent.filter((message) => message.chat === chat),
      seen.filter((bubble) => bubble.chat === chat),
      owners,
    ),
  );
  const ofProduct = open.map(({ what, tokens }): Violation => {
    const [token = ''] = tokens;
    return { kind: 'unsettled', chat: owners.get(token), tokens, detail: what };
  });
  return [...ofChats, ...ofProduct].sort((one, other) => violationKinds.indexOf(one.kind) - violationKinds.indexOf(other.kind));
}

function checkChat(
  chat: string,
  sent: readonly SentMessage[],
  seen: readonly SeenBubble[],
  owners: ReadonlyMap<string, string>,
): Violation[] {
  const violation = (kind: ViolationKind, tokens: readonly string[], detail: string): Violation => ({ kind, chat, tokens, detail });
  const answers = seen.flatMap((bubble, index) => tokensIn(bubble.text).map((token) => ({ token, bubble: index })));
  const answersTo = ({ token }: SentMessage): number[] => answers.filter((answer) => answer.token === token).map(({ bubble }) => bubble);
  return [
    ...sent
      .filter((message) => answersTo(message).length === 0)
      .map(({ token }) => violation('lost', [token], `${token} was never answered`)),
    ...sent
      .filter((message) => answersTo(message).length > 1)
      .map((message) =>
        violation('duplicated', [message.token], `${message.token} was answered in bubbles ${answersTo(message).join(', ')}`),
      ),
    ...overtakings(
      sent,
      answers.map(({ token }) => token),
    ).map(([earlier, later]) =>
      violation('reordered', [earlier, later], `${later} was answered before ${earlier}, which was acknowledged before ${later} was sent`),
    ),
    ...answers
      .filter(({ token }) => owners.get(token) !== chat)
      .map(({ token, bubble }) =>
        violation('crosstalk', [token], `bubble ${bubble} repeats ${token}, which ${owners.get(token) ?? 'nobody'} wrote`),
      ),
    ...seen
      .filter(({ text }) => tokensIn(text).length === 0)
      .map(({ text }) => violation('unasked', [], `a bubble answers nothing: ${JSON.stringify(text)}`)),
  ];
}

/**
 * Pairs of messages whose answers came the wrong way round. One message is before another when it was acknowledged before the other was
 * sent; two whose webhooks were under way together may be answered in any order, for nobody can know which of them came first.
 */
function overtakings(sent: readonly SentMessage[], answers: readonly string[]): [string, string][] {
  const firstAnswer = new Map([...answers.entries()].reverse().map(([index, token]) => [token, index]));
  const answered = sent.flatMap((message) => {
    const at = firstAnswer.get(message.token);
    return at === undefined ? [] : [{ ...message, at }];
  });
  return answered.flatMap((earlier) =>
    answered
      .filter((later) => (earlier.acknowledgedAt ?? Infinity) < later.sentAt && later.at < earlier.at)
      .map((later): [string, string] => [earlier.token, later.token]),
  );
}
