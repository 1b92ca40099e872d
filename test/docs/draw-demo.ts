import { writeFileSync } from 'node:fs';
import { demoPicture, PICTURE } from './demo-picture.ts';

writeFileSync(PICTURE, await demoPicture());
