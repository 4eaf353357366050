import fc from 'fast-check';

import type { TemplateComponent, TemplateMessage } from '@sylion/schemas';

import { fillTemplate } from './fill-template.ts';

const named = { name: 'order_shipped', language: 'fr' };
const template: TemplateComponent[] = [
  { type: 'HEADER', format: 'TEXT', text: 'Commande {{1}}' },
  { type: 'BODY', text: 'Bonjour {{1}}, votre colis arrive {{2}}.' },
  { type: 'FOOTER', text: 'Boulangerie' },
  {
    type: 'BUTTONS',
    buttons: [
      { type: 'QUICK_REPLY', text: 'Merci' },
      { type: 'URL', text: 'Suivre', url: 'https://x.example/{{1}}' },
    ],
  },
];
const message: TemplateMessage = { ...named, header: { 1: '42' }, body: { 1: 'Ana', 2: 'lundi' }, buttons: { 1: 'abc' } };
const pathsOf = (components: TemplateComponent[], given: TemplateMessage) => {
  const filled = fillTemplate(components, given);
  return filled.isComplete ? [] : filled.problems.map(({ path }) => path);
};

it('puts every value in its place and tells what the end user reads', () => {
  expect(fillTemplate(template, message)).toEqual({
    isComplete: true,
    content: {
      kind: 'template',
      ...named,
      text: 'Commande 42\n\nBonjour Ana, votre colis arrive lundi.\n\nBoulangerie',
      header: [{ name: '1', value: '42' }],
      headerMedia: undefined,
      body: [
        { name: '1', value: 'Ana' },
        { name: '2', value: 'lundi' },
      ],
      buttons: [{ index: 1, value: 'abc' }],
    },
  });
});

it.each<[string, TemplateComponent[], TemplateMessage, string[]]>([
  ['a missing value', template, { ...message, body: { 1: 'Ana' } }, ['body.2']],
  ['all values missing', template, named, ['header.1', 'body.1', 'body.2', 'buttons.1']],
  ['one value too many', template, { ...message, body: { 1: 'Ana', 2: 'lundi', 3: 'x' } }, ['body.3']],
  ['a value with a line break', template, { ...message, header: { 1: '4\n2' } }, ['header.1']],
  ['an inherited name', [{ type: 'BODY', text: '{{constructor}}' }], named, ['body.constructor']],
  [
    'a body that becomes too long',
    [{ type: 'BODY', text: '{{a}}{{b}}' }],
    { ...named, body: { a: 'x'.repeat(1_000), b: 'y'.repeat(25) } },
    ['body'],
  ],
  ['a header without its picture', [{ type: 'HEADER', format: 'IMAGE' }], named, ['headerMedia']],
  ['a picture without its header', [], { ...named, headerMedia: 'https://x.example/a.jpg' }, ['headerMedia']],
  ['a carousel', [{ type: 'CAROUSEL' }], named, ['name']],
  ['a one-time password', [{ type: 'BUTTONS', buttons: [{ type: 'OTP' }] }], named, ['name']],
])('refuses %s and says where', (_what, components, given, paths) => expect(pathsOf(components, given)).toEqual(paths));

it('leaves no placeholder in what it completes, and takes values for no more than text', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
  const value = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/[\n\r\t]| {5}|\{\{/.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 5 }), fc.array(value, { minLength: 5, maxLength: 5 }), (names, values) => {
      const body = Object.fromEntries(names.map((each, index) => [each, values[index] ?? 'x']));
      const text = names.map((each) => `<{{${each}}}>`).join('');
      const filled = fillTemplate([{ type: 'BODY', text }], { ...named, body });
      expect(filled).toMatchObject({ isComplete: true, content: { text: names.map((each) => `<${body[each]}>`).join('') } });
    }),
  );
});
