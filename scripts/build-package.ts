/** `npm run build`: makes the publishable package in dist/, JavaScript and types, with a package.json of its own. Node strips no types in node_modules. */
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

const out = 'dist';
const manifest = z
  .looseObject({
    name: z.string(),
    version: z.string(),
    description: z.string(),
    license: z.string(),
    engines: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    peerDependencies: z.record(z.string(), z.string()).optional(),
    peerDependenciesMeta: z.record(z.string(), z.unknown()).optional(),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

rmSync(out, { recursive: true, force: true });
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const path of globSync('src/**/*.ts', { exclude: ['src/**/*.d.ts'] })) {
  // What Node runs in the repository, with the types gone: nothing is down-levelled, nothing is bundled.
  write(`${out}/${path.replace(/\.ts$/, '.js')}`, stripTypeScriptTypes(readFileSync(path, 'utf8')));
}
for (const path of globSync(`${out}/src/**/*.d.ts`)) write(path, readFileSync(path, 'utf8'));

/** Writes a module whose imports name the JavaScript that was made. */
function write(path: string, source: string): void {
  writeFileSync(
    path,
    source
      .replaceAll(/((?:from|import)\s*\(?\s*')([.#][^']*)\.ts'/g, "$1$2.js'")
      .replaceAll(/((?:from|import)\s*\(?\s*")([.#][^"]*)\.ts"/g, '$1$2.js"'),
  );
}

// The layout of the repository is kept, so that paths beside a module lead to the same things.
for (const path of [
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'schema.graphql',
  'subgraph.graphql',
  '.env.example',
  'examples/images',
  // What the command and its messages point at; the pictures alone stay behind.
  'docs',
  'ops',
]) {
  cpSync(path, `${out}/${path}`, { recursive: true, filter: (source) => source !== join('docs', 'images') });
}
cpSync('src/server/explorer', `${out}/src/server/explorer`, { recursive: true });

const { name, version, description, license, engines, dependencies, peerDependencies, peerDependenciesMeta } = manifest;
const published = {
  name,
  version,
  description,
  license,
  type: 'module',
  engines,
  bin: { 'faceki-gateway': './src/main.js' },
  exports: {
    '.': { types: './src/gateway.d.ts', default: './src/gateway.js' },
    './sandbox': { types: './src/sandbox/sandbox.d.ts', default: './src/sandbox/sandbox.js' },
    './schema.graphql': './schema.graphql',
    './subgraph.graphql': './subgraph.graphql',
    './package.json': './package.json',
  },
  imports: { '#*': './src/*' },
  dependencies,
  ...(peerDependencies === undefined ? {} : { peerDependencies }),
  ...(peerDependenciesMeta === undefined ? {} : { peerDependenciesMeta }),
};
writeFileSync(`${out}/package.json`, `${JSON.stringify(published, null, 2)}\n`);
console.log(`Built ${name} ${version} in ${out}/; \`npm pack ./${out}\` makes the tarball.`);
