import { placeTexts } from './place-texts.ts';

const view = { transform: [1, 0, 0, -1, 0, 792], width: 612, height: 792 };
const run = (str: string, transform: number[]) => ({ str, transform, width: 50, fontName: 'f' });

describe('placeTexts', () => {
  it('measures from the upper left corner, whichever way the page is turned', () => {
    expect(placeTexts([run('a', [10, 0, 0, 10, 72, 700])], view)).toEqual({
      height: 792,
      texts: [{ text: 'a', x: 72, y: 92, width: 50, size: 10, font: 'f' }],
    });
    const turned = placeTexts([run('a', [0, 10, -10, 0, 100, 72])], view);
    expect(turned).toMatchObject({ height: 612, texts: [{ x: 72, y: 100 }] });
  });

  it('leaves out what is tilted and what is printed twice to look bold', () => {
    const tilted = run('DRAFT', [7, 7, -7, 7, 100, 100]);
    const bold = [run('a', [10, 0, 0, 10, 72, 700]), run('a', [10, 0, 0, 10, 72.2, 700])];
    expect(placeTexts([tilted, ...bold], view).texts).toHaveLength(1);
  });
});
