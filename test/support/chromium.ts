/**
 * A real Chromium for the browser tests: found on this machine, started with a profile of its own that is gone afterwards.
 * As Vitest's globalSetup it also says, loudly, what is left out where there is none.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { isWebExampleBuilt } from '#scripts/web-example.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const fixedPlaces = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** `CHROMIUM_PATH`, else the first Chromium or Chrome of the PATH or of the usual places; null where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const { CHROMIUM_PATH: given, PATH = '' } = env;
  if (given !== undefined && given !== '') {
    if (isProgram(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, where no program is.`);
  }
  const onPath = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...fixedPlaces].find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Playwright makes a new profile for each start. The camera is a fake one, and nobody has to allow it. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  });
}

const withoutChromium = `
  ┌─────────────────────────────────────────────────────────────────────────┐
  │  LEFT OUT: THE BROWSER TESTS. There is no Chromium on this machine.     │
  │  Nothing in test/browser/ was run, so the pages are unproven.           │
  │  Debian, Ubuntu: apt-get install chromium. Elsewhere install Chromium   │
  │  or Chrome, or set CHROMIUM_PATH to the program.                        │
  └─────────────────────────────────────────────────────────────────────────┘
`;

const withoutWebApp = `
  ┌─────────────────────────────────────────────────────────────────────────┐
  │  LEFT OUT: THE TESTS OF THE WEB APP. It is not built, or older than its │
  │  sources, so that test/browser/web-app-*.browser.ts were not run.       │
  │  npm ci --prefix examples/web && npm run build --prefix examples/web    │
  └─────────────────────────────────────────────────────────────────────────┘
`;

/** Called by Vitest before and after the browser tests: the notice stands at both ends, where a reader looks. */
export default function setup(): () => void {
  const isMissing = findChromium() === null;
  const notice = isMissing ? withoutChromium : isWebExampleBuilt() ? '' : withoutWebApp;
  process.stderr.write(notice);
  return () => {
    process.stderr.write(notice);
  };
}
