/** `examples/images/`: complete, small enough, marked as its list says, and described by a README that is up to date. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { detectFormat, readMarker } from '#sandbox/marker.ts';
import { outcomeNamed, outcomes } from '#sandbox/outcomes.ts';
import { sampleImages } from '#scripts/sample-images/list.ts';
import { sampleImagesReadme } from '#scripts/sample-images/readme.ts';

const folder = 'examples/images';
const files = readdirSync(folder).filter((file) => file !== 'README.md');

test('the README says what each image shows and what the sandbox answers (npm run images writes it)', () => {
  expect(readFileSync(`${folder}/README.md`, 'utf8')).toBe(sampleImagesReadme());
});

test('the folder holds the listed images and no others', () => {
  expect(files.toSorted()).toEqual(sampleImages.map(({ file }) => file).toSorted());
});

test('every image is a JPEG of 30 to 150 KB with the listed marker, and all are under 3 MB', () => {
  let total = 0;
  for (const image of sampleImages) {
    const bytes = readFileSync(`${folder}/${image.file}`);
    total += bytes.length;
    expect(detectFormat(bytes), image.file).toBe('image/jpeg');
    expect(readMarker(bytes), image.file).toEqual(image.marker);
    expect(bytes.length, image.file).toBeGreaterThan(30_000);
    expect(bytes.length, image.file).toBeLessThan(150_000);
  }
  expect(total).toBeLessThan(3_000_000);
});

test('every outcome that an image can lead to has an image', () => {
  const shown = new Set(
    sampleImages.flatMap(({ marker }) => (marker.outcome === undefined ? [] : [outcomeNamed(marker.outcome).name])),
  );
  expect(outcomes.map(({ name }) => name).filter((name) => name !== 'ACCEPTED' && !shown.has(name))).toEqual([]);
});
