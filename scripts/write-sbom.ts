/**
 * `npm run sbom`: writes sbom.cdx.json, the software bill of materials (CycloneDX) of a production install at the versions of the lock file.
 *
 * npm makes it, shown a lock file without development dependencies: `npm sbom --omit=dev` (npm 11) leaves out all that a development
 * dependency needs as well, graphql and pg among it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const manifest = z.looseObject({ name: z.string(), devDependencies: z.unknown().optional() });
const lock = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      devDependencies: z.unknown().optional(),
    }),
  ),
});

const { devDependencies: _, ...production } = manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
const { packages, ...rest } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const kept = Object.entries(packages)
  .filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true)
  .map(([path, { devDependencies: _, ...entry }]) => [path, entry]);

const home = mkdtempSync(join(tmpdir(), 'gateway-sbom-'));
try {
  // npm names the product after the folder.
  const folder = join(home, production.name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(production));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...rest, packages: Object.fromEntries(kept) }));
  const bom = execFileSync(
    'npm',
    ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application', '--loglevel=error'],
    // On Windows npm is a script, which takes a shell.
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  writeFileSync('sbom.cdx.json', bom);
} finally {
  rmSync(home, { recursive: true });
}
console.log(`Wrote sbom.cdx.json, ${kept.length - 1} packages`);
