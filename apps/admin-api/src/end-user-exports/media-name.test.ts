import fc from 'fast-check';

import { mediaName } from './media-name.ts';

const id = '018f0000-0000-7000-8000-000000000000';

it.each([
  ['menu.PDF', 'application/pdf', `media/${id}.pdf`],
  [null, 'audio/ogg; codecs=opus', `media/${id}.ogg`],
  [null, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', `media/${id}`],
  ['letter.docx', 'application/octet-stream', `media/${id}.docx`],
  ['../../etc/passwd', 'text/plain', `media/${id}.plain`],
])('%s of type %s is %s', (filename, mimeType, name) => expect(mediaName({ id, filename, mimeType })).toBe(name));

it('never leads out of its folder, whatever the sender calls it', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (filename, mimeType) =>
      expect(mediaName({ id, filename, mimeType })).toMatch(/^media\/[0-9a-f-]{36}(\.[a-z0-9]{1,8})?$/),
    ),
  ));
