const kept: object[] = [];
for (;;) kept.push({ text: `${kept.length}`.repeat(10) });
