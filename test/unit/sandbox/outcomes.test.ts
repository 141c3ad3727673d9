/** The table of outcomes against faceki-api.md section 2: every documented code is in it, under its own name. */
import { expect, test } from 'vitest';
import { outcomeNamed, outcomes } from '#sandbox/outcomes.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('every documented number of V2 can be asked for', () => {
  const known = outcomes.map(({ v2 }) => v2);
  for (const code of [1000, 7001, ...range(8001, 8022)]) {
    expect(known, `${code}`).toContain(code);
    expect(outcomeNamed(code).v2).toBe(code);
  }
  expect(outcomeNamed(0).v2).toBe('ACCEPTED');
});

test('every documented number of V3 can be asked for', () => {
  for (const code of [1, 400, 500, ...range(5001, 5012), ...range(8004, 8019)])
    expect(outcomeNamed(code).v3, `${code}`).toBe(code);
  expect(outcomeNamed('200').v3).toBe('ACCEPTED');
});

test('all eighteen words of the biometric services can be asked for', () => {
  const words =
    'FACE_TOO_CLOSE FACE_CLOSE_TO_BORDER FACE_CROPPED FACE_NOT_FOUND FACE_TOO_SMALL FACE_ANGLE_TOO_LARGE FAILED_TO_PREDICT_LANDMARKS FAILED_TO_PREPROCESS_IMAGE_WHILE_DETECT FAILED_TO_PREPROCESS_IMAGE_WHILE_PREDICT FAILED_TO_READ_IMAGE FAILED_TO_READ_MODEL FAILED_TO_WRITE_IMAGE INVALID_CONFIG INVALID_FUSE_MODE NO_SUCH_OBJECT_IN_BUILD NULLPTR TOO_MANY_FACES UNKNOWN'.split(
      ' ',
    );
  expect(words).toHaveLength(18);
  for (const word of words) expect(outcomeNamed(word).bio, word).toBe(word);
});

test('a name means one outcome only, in either case', () => {
  const names = outcomes.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  expect(outcomeNamed('face_blurred')).toBe(outcomeNamed('FACE_BLURR'));
});

test('a word that is in no table is refused, a number of no table is answered as it is', () => {
  expect(() => outcomeNamed('FACE_TOO_PRETTY')).toThrow('FACE_TOO_PRETTY');
  expect(outcomeNamed(9999)).toMatchObject({ v2: 9999, v3: 9999 });
});
