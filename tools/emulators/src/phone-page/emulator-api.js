/** Performs an action of the emulator's control API; throws with the emulator's own words when it refuses. */
export async function control(action, body) {
  const response = await fetch('/_control', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action, ...body }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export async function fetchNumbers() {
  return (await (await fetch('/_numbers')).json()).numbers;
}

export async function fetchEntries() {
  return (await (await fetch('/_log')).json()).entries;
}

/** Listens for ever; the browser reconnects by itself, and `onOpen` runs each time so that the caller can catch up. */
export function listen({ onOpen, onLost, ...handlers }) {
  const events = new EventSource('/_events');
  events.addEventListener('open', onOpen);
  events.addEventListener('error', onLost);
  for (const [name, handle] of Object.entries(handlers)) {
    events.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  }
}
