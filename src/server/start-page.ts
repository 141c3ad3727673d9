/** The first page in sandbox mode: what can be opened here. One document, no script, nothing from elsewhere. */
import { createHash } from 'node:crypto';
import type { Handler } from './listener.ts';

export interface StartPageOptions {
  readonly hasExplorer: boolean;
  /** Null where the web app is not offered at all. Asked with each page: it may be built meanwhile. */
  readonly isWebAppBuilt: (() => boolean) | null;
}

export function createStartPage({ hasExplorer, isWebAppBuilt }: StartPageOptions): Handler {
  return (_request, response) => {
    const entries = [
      ...(hasExplorer ? [explorer] : []),
      ...(isWebAppBuilt === null ? [] : [isWebAppBuilt() ? webApp : webAppToBuild]),
    ];
    response.setHeader('Content-Security-Policy', contentSecurityPolicy);
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(entries.join('\n')));
  };
}

const explorer = `<li><a href="/graphql"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="m8 7-5 5 5 5m8-10 5 5-5 5M14 4l-4 16"/></svg>
<b>Explorer</b><span>GraphiQL with photos: write operations, add files, see the answers.</span></a></li>`;

const webApp = `<li><a href="/app/"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 8V5a1 1 0 0 1 1-1h3m8 0h3a1 1 0 0 1 1 1v3m0 8v3a1 1 0 0 1-1 1h-3m-8 0H5a1 1 0 0 1-1-1v-3m8-4a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zm-4 5c.4-2 2-3 4-3s3.6 1 4 3"/></svg>
<b>Web app</b><span>What a person sees: take photos, be verified, log in by face.</span></a></li>`;

const webAppToBuild = `<li><div><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 8v5m0 3.5v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"/></svg>
<b>Web app</b><span>What a person sees. It is not built yet: run <code>npm run example:web</code>, then load this page again.</span></div></li>`;

const style = `
:root { color-scheme: light dark; --ink: light-dark(#17211d, #edf2ef); --soft: light-dark(#55615b, #a9b6af); --paper: light-dark(#f6f5f1, #111613); --card: light-dark(#fff, #1a211d); --line: light-dark(#dcdfd7, #303a35); --brand: light-dark(#0b6b53, #63d3ac); --wait: light-dark(#7f4d00, #f2c36b); --wait-soft: light-dark(#fdf1da, #362a12); }
* { box-sizing: border-box; }
body { background: var(--paper); color: var(--ink); display: grid; font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; padding: 32px 20px; place-content: center; }
main { max-width: 720px; }
.badge { background: var(--wait-soft); border-radius: 99px; color: var(--wait); display: inline-block; font-size: 13px; font-weight: 600; padding: 2px 11px; }
h1 { font-size: clamp(28px, 6vw, 40px); letter-spacing: -.02em; line-height: 1.15; margin: 14px 0 8px; }
p { color: var(--soft); font-size: 18px; margin: 0 0 28px; }
ul { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); list-style: none; margin: 0; padding: 0; }
li > * { align-content: start; background: var(--card); border: 1px solid var(--line); border-radius: 18px; color: inherit; display: grid; gap: 4px; height: 100%; padding: 22px; text-decoration: none; }
a:hover { border-color: var(--brand); }
a:focus-visible { outline: 3px solid var(--brand); outline-offset: 3px; }
b { font-size: 20px; }
a b::after { content: " →"; color: var(--brand); }
li span { color: var(--soft); }
svg { fill: none; height: 32px; margin-bottom: 8px; stroke: var(--brand); stroke-linecap: round; stroke-linejoin: round; stroke-width: 1.7; width: 32px; }
code { font: 600 .94em ui-monospace, monospace; white-space: nowrap; }
footer { color: var(--soft); font-size: 14px; margin-top: 28px; }
`;

const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function page(entries: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Faceki Gateway</title>
<style>${style}</style>
</head>
<body>
<main>
<span class="badge">Sandbox</span>
<h1>The gateway is running</h1>
<p>Nobody real is verified here, nothing is paid for, and no photo is kept. Try it with drawn people or with your own camera.</p>
<ul>
${entries}
</ul>
<footer>Programs ask at <code>/graphql</code>.</footer>
</main>
</body>
</html>
`;
}
