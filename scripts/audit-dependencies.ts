/**
 * `npm run audit`: `npm audit` of what a production install has. Ends with 1 for a known weakness that is high or worse. A registry that has
 * no audit endpoint (mirrors, most of them) cannot be asked: that is said, loudly, and is no failure; any other trouble is one.
 */
import { spawnSync } from 'node:child_process';

/** HTTP: not found, method not allowed, gone, not implemented. */
const noEndpoint = /audit (404|405|410|501) /;

const { status, stdout, stderr } = spawnSync(
  'npm',
  // The lock file alone: nothing needs to be installed.
  ['audit', '--omit=dev', '--audit-level=high', '--package-lock-only', '--fund=false'],
  // On Windows npm is a script, which takes a shell.
  { encoding: 'utf8', shell: process.platform === 'win32' },
);
if (status === 0) {
  console.log(stdout.trim());
} else if (noEndpoint.test(stderr)) {
  console.error(
    'NOT AUDITED: this registry has no audit endpoint. Run it against one that has: npm run audit --registry=<address>',
  );
} else {
  console.error(stdout.trim(), stderr.trim());
  process.exitCode = 1;
}
