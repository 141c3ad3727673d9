/** Whether the web app of examples/web is installed and built, and not older than what it is made of. */
import { globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const web = `${root}examples/web`;

/** From the folder of the project. */
export const webExampleFolder = 'examples/web';

export function isWebExampleInstalled(): boolean {
  return changedAt(`${web}/node_modules/.package-lock.json`) >= changedAt(`${web}/package-lock.json`);
}

export function isWebExampleBuilt(): boolean {
  const sources = globSync([`${web}/*.{json,ts,html}`, `${web}/{src,public}/**/*`, `${root}schema.graphql`], {
    exclude: (path) => path.includes('__generated__') || path.includes('.test.'),
  });
  return changedAt(`${web}/dist/index.html`) >= Math.max(...sources.map(changedAt));
}

/** Zero for what is not there. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
