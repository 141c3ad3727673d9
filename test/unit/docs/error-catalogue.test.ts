import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderErrorCatalogue } from '#scripts/write-error-catalogue.ts';

test('the error catalogue says what the code says; `npm run catalogue` writes it again', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(renderErrorCatalogue());
});

test('the catalogue has words for the person in both languages under every code', () => {
  const text = renderErrorCatalogue();
  expect(text.match(/^- for the person: .{10,}$/gm)).toHaveLength(text.match(/^### /gm)?.length ?? 0);
  expect(text.match(/^- للشخص: .{10,}$/gm)).toHaveLength(text.match(/^### /gm)?.length ?? 0);
});
