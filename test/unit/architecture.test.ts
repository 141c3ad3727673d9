/** Holds the dependency table of the design: imports point down only, so that the folder list stays the architecture. */
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const mayImport: Record<string, readonly string[]> = {
  domain: [],
  config: ['domain'],
  telemetry: ['domain'],
  http: [],
  faceki: ['http', 'domain'],
  ledger: ['domain'],
  sandbox: ['domain'],
  services: ['domain'],
  schema: ['services', 'domain'],
  server: ['schema', 'services', 'domain', 'telemetry'],
};

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

test('every folder is a layer that the table knows', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).toSorted()).toEqual(Object.keys(mayImport).toSorted());
});

test('imports point down the layers only, and by their layer’s name', () => {
  const breaches: string[] = [];
  for (const path of sources) {
    const layer = path.split('/')[0] ?? '';
    const allowed = mayImport[layer];
    for (const [, target = ''] of readFileSync(`src/${path}`, 'utf8').matchAll(/(?:from|import)[\s(]*'([^']+)'/g)) {
      if (target.startsWith('../')) breaches.push(`${path} climbs: ${target}`);
      if (target.startsWith('#') && allowed !== undefined) {
        const targetLayer = target.slice(1).split('/')[0] ?? '';
        if (targetLayer !== layer && !allowed.includes(targetLayer)) breaches.push(`${path} → ${target}`);
      }
    }
  }
  expect(breaches).toEqual([]);
});

test('tests name what they import from the root, as the layers do', () => {
  // The supergraph is a package of its own.
  const tests = globSync('test/!(supergraph)/**/*.ts').filter((path) => !path.includes('/gql/'));
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.filter((path) => /(?:from|import)[\s(]*'\.\.\//.test(readFileSync(path, 'utf8')))).toEqual([]);
});

test('only the process itself touches the process', () => {
  const users = sources.filter((path) =>
    /(?<![.\w'"`])process\.[a-z]|from 'node:process'/.test(readFileSync(`src/${path}`, 'utf8')),
  );
  expect(users).toEqual(['main.ts'].filter((path) => sources.includes(path)));
});

test('only faceki/ and the sandbox know the vendor’s wire words', () => {
  const vendorWords = /responseCode|kyc_records|selfie_image|document_data|verification_summary|appVersion/;
  const users = sources.filter((path) => vendorWords.test(readFileSync(`src/${path}`, 'utf8')));
  expect(users.filter((path) => !/^(faceki|sandbox)\//.test(path))).toEqual([]);
});
