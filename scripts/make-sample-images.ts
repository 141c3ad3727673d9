/**
 * Draws the sample images into `examples/images/`, markers included, and writes their README: `node scripts/make-sample-images.ts`.
 * Given file names, it draws only those. The same source gives the same pictures.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { markImage } from '../src/sandbox/marker.ts';
import { sampleImages } from './sample-images/list.ts';
import { toJpeg } from './sample-images/photo.ts';
import { sampleImagesReadme } from './sample-images/readme.ts';

const folder = new URL('../examples/images/', import.meta.url);
const wanted = argv.slice(2);

mkdirSync(folder, { recursive: true });
if (wanted.length === 0) {
  const known = new Set([...sampleImages.map(({ file }) => file), 'README.md']);
  for (const file of readdirSync(folder)) if (!known.has(file)) rmSync(new URL(file, folder));
}
let total = 0;
for (const [index, image] of sampleImages.entries()) {
  if (wanted.length > 0 && !wanted.includes(image.file)) continue;
  const bytes = markImage(toJpeg(image.draw(), index + 1, image.jpeg), image.marker);
  total += bytes.length;
  writeFileSync(new URL(image.file, folder), bytes);
  console.log(`${image.file.padEnd(36)} ${(bytes.length / 1024).toFixed(0)} KB`);
}
writeFileSync(new URL('README.md', folder), sampleImagesReadme());
console.log(`${(total / 1024 / 1024).toFixed(2)} MB in all`);
