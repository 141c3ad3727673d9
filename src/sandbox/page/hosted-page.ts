/** The hosted link's page as HTML. One document without outside resources; what it does in the browser is in page-script.ts. */
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';

/** What the page's script has to know. */
export interface PageSetup {
  readonly link: string;
  readonly generation: 'v2' | 'v3';
  readonly workflowId: string;
  /** The vendor's names of the documents that are allowed. */
  readonly documents: readonly string[];
  readonly oneIsEnough: boolean;
  readonly redirectUrl: string | null;
}

/** The page for a link in this state; `setup` is null unless the link is open. */
export function hostedPage(
  state: 'open' | 'used' | 'expired' | 'unknown',
  setup: PageSetup | null,
  nonce: string,
): string {
  const content = setup === null ? closedPage(state) : openPage;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Verify your identity · sandbox</title>
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<header><span class="mark" aria-hidden="true"></span><b>Identity check</b><span class="badge">Sandbox</span></header>
<main>
${content}
</main>
<footer>This is a sandbox. Pictures stay on this machine, are checked by nobody, and are not kept.</footer>
${setup === null ? '' : `<script type="application/json" id="setup">${embed(setup)}</script>\n<script nonce="${nonce}">${pageScript}</script>`}
</body>
</html>
`;
}

const openPage = `<form id="form" novalidate>
<h1>Verify your identity</h1>
<p class="lead">A photo of you and of your document. It takes a minute.</p>
<fieldset id="kinds" hidden><legend>Which document do you have?</legend><div class="choices" id="choices"></div></fieldset>
<div id="pictures" class="pictures"></div>
<p id="problem" class="problem" role="alert" hidden></p>
<button type="submit" class="primary" id="send">Verify</button>
<section class="shortcuts" aria-labelledby="shortcuts-title">
<h2 id="shortcuts-title">No camera at hand?</h2>
<p>Send a drawn sample person and choose how it ends.</p>
<div class="row">
<button type="button" data-sample="ACCEPTED">Use sample person</button>
<button type="button" data-sample="DECLINED">Decline</button>
<button type="button" data-sample="REVIEW">Review</button>
</div>
</section>
</form>
<section id="result" class="result" tabindex="-1" hidden>
<div class="sign" id="sign" aria-hidden="true"></div>
<h1 id="result-title"></h1>
<p id="result-text"></p>
<a id="continue" class="primary" hidden>Continue</a>
</section>
<noscript><p class="problem">This page needs JavaScript.</p></noscript>`;

function closedPage(state: 'open' | 'used' | 'expired' | 'unknown'): string {
  const [title, text] = {
    open: ['This link cannot be used', 'The account has no rules for it.'],
    used: ['All done', 'This link has been used already. You can close this page.'],
    expired: ['This link has expired', 'Please ask for a new one.'],
    unknown: ['This link does not exist', 'Please check that you opened the whole address.'],
  }[state];
  const sign = state === 'used' ? 'yes' : 'no';
  return `<section class="result"><div class="sign ${sign}" aria-hidden="true"></div><h1>${title}</h1><p>${text}</p></section>`;
}

/** JSON that cannot end the script element that it stands in. */
function embed(setup: PageSetup): string {
  return JSON.stringify(setup).replaceAll('<', '\\u003c');
}
