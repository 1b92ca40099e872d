import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { demoPicture, PICTURE } from './demo-picture.ts';

it('docs/demo.svg shows what the demo prints; if not, `npm run picture` draws it', async () => {
  expect(await demoPicture()).toBe(readFileSync(PICTURE, 'utf8'));
});
