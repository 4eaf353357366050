import fc from 'fast-check';
import {
  type HeldIdentity,
  type Identity,
  type IncomingIdentity,
  isSameIdentity,
  isSameSlot,
  type KnownEndUser,
  parentScope,
} from './identity.ts';
import { type IdentityPlan, planIdentity } from './plan-identity.ts';

/** The end users of one tenant; what the database does with a plan, in memory. */
class EndUserStore {
  endUsers: (KnownEndUser & { identities: HeldIdentity[] })[] = [];
  #created = 0;

  /** The end users that hold any value named, as a query on values would find them. */
  knownFor(incoming: IncomingIdentity): KnownEndUser[] {
    const named = [incoming.bsuid, incoming.parentBsuid, incoming.phone, incoming.username, incoming.previousBsuid, incoming.previousPhone];
    return this.endUsers.filter((endUser) =>
      endUser.identities.some(
        (held) => named.includes(held.value) && (held.kind !== 'bsuid' || held.scope === incoming.scope || held.scope === parentScope),
      ),
    );
  }

  /** Applies a plan and returns the id of its end user. */
  apply(plan: IdentityPlan): string {
    if (plan.endUser === 'create') {
      this.#created += 1;
      // Several end users a day, so that the order by age has ties.
      this.endUsers.push({
        endUserId: `user-${String(this.#created).padStart(3, '0')}`,
        createdAt: new Date(Date.UTC(2026, 0, this.#created >> 1)),
        identities: [],
      });
    }
    const target = plan.endUser === 'create' ? this.endUsers.at(-1) : this.find(plan.endUser.use);
    if (target === undefined) throw new Error('plan for an unknown end user');
    for (const { from, into } of plan.merge) {
      const [source, survivor] = [this.find(from), this.find(into)];
      if (survivor !== target || source === undefined) throw new Error('merge of or into an unknown end user');
      target.identities.push(...source.identities);
      this.endUsers = this.endUsers.filter((endUser) => endUser !== source);
    }
    for (const { endUserId, identity } of plan.detach) {
      const holder = this.find(endUserId);
      if (holder) holder.identities = holder.identities.filter((held) => !isSameIdentity(held, identity));
    }
    for (const identity of plan.attach)
      target.identities = [...target.identities.filter((held) => !isSameIdentity(held, identity)), { ...identity, isCurrent: true }];
    for (const identity of plan.retire) for (const held of target.identities) if (isSameIdentity(held, identity)) held.isCurrent = false;
    return target.endUserId;
  }

  find(endUserId: string): (KnownEndUser & { identities: HeldIdentity[] }) | undefined {
    return this.endUsers.find((endUser) => endUser.endUserId === endUserId);
  }
}

type Event =
  | { type: 'write'; person: number; scope: number; shows: 'bsuid' | 'phone' | 'both'; withUsername: boolean; withParent: boolean }
  | { type: 'changeNumber'; person: number; number: number; scope: number; tells: 'bsuid' | 'phone' | 'both' | 'nothing' }
  | { type: 'takeUsername'; person: number; name: number };

/** Three people, four numbers, two usernames, two scopes: small enough to collide all the time. */
class World {
  readonly people = [0, 1, 2].map((person) => ({
    person,
    number: person as number | undefined,
    account: 0,
    name: undefined as number | undefined,
  }));

  /** What the webhook of an event says, if it causes one. */
  happen(event: Event): IncomingIdentity | undefined {
    const who = this.people[event.person];
    if (who === undefined) return undefined;
    if (event.type === 'takeUsername') {
      for (const other of this.people) if (other.name === event.name) other.name = undefined;
      who.name = event.name;
      return undefined;
    }
    if (event.type === 'write') {
      if (who.number === undefined) return undefined;
      return {
        scope: `waba-${event.scope}`,
        ...(event.shows === 'phone' ? {} : { bsuid: this.bsuid(event.person, event.scope) }),
        ...(event.shows === 'bsuid' ? {} : { phone: `+${who.number}` }),
        ...(event.withUsername && who.name !== undefined ? { username: `name-${who.name}` } : {}),
        ...(event.withParent && event.shows !== 'phone' ? { parentBsuid: `ENT.${event.person}.${who.account}` } : {}),
      };
    }
    if (who.number === event.number) return undefined;
    // Another holder gave the number up without a word: it is recycled.
    for (const other of this.people) if (other.number === event.number) other.number = undefined;
    const previous = { bsuid: this.bsuid(event.person, event.scope), number: who.number };
    who.number = event.number;
    who.account += 1;
    if (event.tells === 'nothing') return undefined;
    const tellsPhone = event.tells !== 'bsuid' && previous.number !== undefined;
    return {
      scope: `waba-${event.scope}`,
      ...(event.tells === 'phone' && tellsPhone ? {} : { bsuid: this.bsuid(event.person, event.scope), previousBsuid: previous.bsuid }),
      ...(tellsPhone ? { phone: `+${event.number}`, previousPhone: `+${previous.number}` } : {}),
    };
  }

  /** WhatsApp makes a new BSUID with every change of number. */
  bsuid(person: number, scope: number): string {
    return `XX.${person}.${this.people[person]?.account}.${scope}`;
  }
}

const person = fc.nat(2);
const scope = fc.nat(1);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('write' as const),
      person,
      scope,
      shows: fc.constantFrom('bsuid' as const, 'phone' as const, 'both' as const),
      withUsername: fc.boolean(),
      withParent: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('changeNumber' as const),
      person,
      number: fc.nat(3),
      scope,
      tells: fc.constantFrom('bsuid' as const, 'phone' as const, 'both' as const, 'nothing' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('takeUsername' as const), person, name: fc.nat(1) }) },
);
const history = fc.array(event, { maxLength: 40 });

function play(
  events: readonly Event[],
  check: (step: { store: EndUserStore; incoming: IncomingIdentity; plan: IdentityPlan; before: KnownEndUser[] }) => void,
): EndUserStore {
  const store = new EndUserStore();
  const world = new World();
  for (const happening of events) {
    const incoming = world.happen(happening);
    if (incoming === undefined) continue;
    const before = structuredClone(store.endUsers);
    const plan = planIdentity(incoming, store.knownFor(incoming));
    if (plan === null) continue;
    store.apply(plan);
    check({ store, incoming, plan, before });
  }
  return store;
}

const currentBsuids = (endUser: KnownEndUser | undefined): Identity[] =>
  (endUser?.identities ?? []).filter((held) => held.kind === 'bsuid' && held.isCurrent);

describe('planIdentity, over any history of writing, moving and recycling', () => {
  it('lets an identity belong to one end user only, and an end user have one current value per slot', () => {
    fc.assert(
      fc.property(history, (events) => {
        play(events, ({ store }) => {
          const keys = store.endUsers.flatMap((endUser) => endUser.identities.map((held) => `${held.kind} ${held.scope} ${held.value}`));
          expect(new Set(keys).size).toBe(keys.length);
          for (const endUser of store.endUsers) {
            const current = endUser.identities.filter((held) => held.isCurrent);
            expect(current.some((a, index) => current.slice(index + 1).some((b) => isSameSlot(a, b)))).toBe(false);
          }
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('does nothing when the same message comes again', () => {
    fc.assert(
      fc.property(history, (events) => {
        play(events, ({ store, incoming, plan }) => {
          const again = planIdentity(incoming, store.knownFor(incoming));
          const id = plan.endUser === 'create' ? store.endUsers.at(-1)?.endUserId : plan.endUser.use;
          expect(again).toEqual({ endUser: { use: id }, merge: [], detach: [], attach: [], retire: [] });
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('never merges two people who go by different BSUIDs in one scope, unless one announced that the other is their new name', () => {
    fc.assert(
      fc.property(history, (events) => {
        play(events, ({ incoming, plan, before }) => {
          for (const { from, into } of plan.merge) {
            const [a, b] = [from, into].map((id) => currentBsuids(before.find((endUser) => endUser.endUserId === id)));
            const conflicts = (a ?? []).flatMap((mine) =>
              (b ?? []).filter((theirs) => isSameSlot(mine, theirs) && mine.value !== theirs.value).map((theirs) => [mine, theirs]),
            );
            if (conflicts.length > 0) expect(incoming.previousBsuid ?? incoming.previousPhone).toBeDefined();
          }
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not depend on the order in which the known end users are listed', () => {
    fc.assert(
      fc.property(history, (events) => {
        const store = new EndUserStore();
        const world = new World();
        for (const happening of events) {
          const incoming = world.happen(happening);
          if (incoming === undefined) continue;
          const plan = planIdentity(incoming, store.knownFor(incoming));
          expect(planIdentity(incoming, [...store.knownFor(incoming)].reverse())).toEqual(plan);
          if (plan) store.apply(plan);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every person apart and in one piece where all show their BSUID and announce their changes', () => {
    const open = history.map((events) =>
      events.map((happening): Event => {
        if (happening.type === 'write') return { ...happening, scope: 0, shows: happening.shows === 'phone' ? 'both' : happening.shows };
        return happening.type === 'changeNumber'
          ? { ...happening, scope: 0, tells: happening.tells === 'both' ? 'both' : 'bsuid' }
          : happening;
      }),
    );
    fc.assert(
      fc.property(open, (events) => {
        const peopleOf = (endUser: KnownEndUser): Set<string | undefined> =>
          new Set(endUser.identities.filter((held) => held.kind === 'bsuid').map((held) => held.value.split('.')[1]));
        const store = play(events, () => undefined);
        for (const endUser of store.endUsers) expect(peopleOf(endUser).size).toBe(1);
        expect(new Set(store.endUsers.flatMap((endUser) => [...peopleOf(endUser)])).size).toBe(store.endUsers.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
