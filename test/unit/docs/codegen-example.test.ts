/** The commands of examples/codegen/README.md are those that CI runs there, with the packages that are here. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printed } from '#test/support/documents.ts';

test('an app makes its typed operations as CI does', () => {
  const { devDependencies, scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const lines = printed('examples/codegen/README.md#typed-operations-from-schemagraphql-alone').trim().split('\n');
  const [install = '', write = '', compare = ''] = lines.map((line) => line.split(' # ')[0]?.trim() ?? '');
  expect(install).toMatch(/^npm install --save-dev /);
  for (const name of install.split(' ').slice(3)) expect(Object.keys(devDependencies)).toContain(name);
  expect(scripts.codegen).toContain(`cd examples/codegen && ${write.replace('npx ', '')}`);
  expect(scripts['check:codegen']).toContain(`cd examples/codegen && ${compare.replace('npx ', '')}`);
});
