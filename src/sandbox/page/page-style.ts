/** How the hosted link's page looks: one column, large targets, light and dark. */

/** The style sheet. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #16202e; --soft: #5b6777; --paper: #f4f6fa; --card: #fff; --line: #dfe4ec; --brand: #2f5af3; --on-brand: #fff; --bad: #b3261e; --good: #1d7f4e; --wait: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef2f8; --soft: #a3afbf; --paper: #10151d; --card: #18202b; --line: #2a3442; --brand: #7b98ff; --on-brand: #0c1220; --bad: #ff8a80; --good: #6fd6a0; --wait: #f0c36a; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header { display: flex; align-items: center; gap: 10px; padding: 16px 20px; }
.mark { width: 26px; height: 26px; border-radius: 8px; background: linear-gradient(135deg, var(--brand), #7a3ff0); }
.badge { margin-left: auto; font-size: 12px; font-weight: 600; letter-spacing: .04em; text-transform: uppercase; color: var(--wait); border: 1px solid currentcolor; border-radius: 99px; padding: 1px 10px; }
main { flex: 1; width: 100%; max-width: 480px; margin: 0 auto; padding: 8px 20px 32px; }
h1 { font-size: 26px; line-height: 1.2; margin: 12px 0 6px; letter-spacing: -.01em; }
h2 { font-size: 16px; margin: 0 0 2px; }
p { margin: 0 0 16px; color: var(--soft); }
.lead { margin-bottom: 22px; }
fieldset { border: 0; margin: 0 0 18px; padding: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: 8px; }
.choices { display: grid; grid-auto-columns: 1fr; grid-auto-flow: column; gap: 8px; }
.choices label { position: relative; display: grid; place-items: center; min-height: 48px; padding: 6px 8px; text-align: center; font-size: 15px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; cursor: pointer; }
.choices input { position: absolute; opacity: 0; }
.choices label:has(:checked) { border-color: var(--brand); box-shadow: inset 0 0 0 1px var(--brand); font-weight: 600; }
.choices label:has(:focus-visible), .picture:has(:focus-visible) { outline: 3px solid var(--brand); outline-offset: 2px; }
.pictures { display: grid; gap: 10px; margin-bottom: 18px; }
.picture { display: flex; align-items: center; gap: 14px; min-height: 76px; padding: 10px 14px; background: var(--card); border: 1px dashed var(--line); border-radius: 14px; cursor: pointer; }
.picture.has { border-style: solid; border-color: var(--good); }
.picture input { position: absolute; width: 1px; height: 1px; opacity: 0; }
.thumb { flex: none; width: 54px; height: 54px; border-radius: 10px; background: var(--paper) center / cover no-repeat; display: grid; place-items: center; color: var(--soft); font-size: 24px; overflow: hidden; }
.thumb img { width: 100%; height: 100%; object-fit: cover; }
.picture b { display: block; }
.picture span span { display: block; font-size: 14px; color: var(--soft); }
button, a.primary { font: inherit; font-weight: 600; min-height: 48px; padding: 10px 16px; border-radius: 12px; border: 1px solid var(--line); background: var(--card); color: var(--ink); cursor: pointer; }
.primary, a.primary { display: block; width: 100%; text-align: center; text-decoration: none; background: var(--brand); border-color: var(--brand); color: var(--on-brand); }
button:disabled { opacity: .55; cursor: default; }
button:focus-visible, a:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.shortcuts { margin-top: 30px; padding: 16px; border-radius: 14px; border: 1px solid var(--line); }
.shortcuts p { font-size: 14px; margin-bottom: 12px; }
.row { display: grid; grid-template-columns: 1.6fr 1fr 1fr; gap: 8px; }
.row button { padding: 6px; font-size: 14px; }
.problem { color: var(--bad); font-weight: 600; }
.result { text-align: center; padding-top: 48px; outline: none; }
.result a { margin-top: 20px; }
.sign { width: 84px; height: 84px; margin: 0 auto 18px; border-radius: 50%; display: grid; place-items: center; font-size: 42px; color: var(--wait); border: 3px solid currentcolor; }
.sign::before { content: "…"; }
.sign.yes { color: var(--good); } .sign.yes::before { content: "✓"; }
.sign.no { color: var(--bad); } .sign.no::before { content: "✕"; }
footer { padding: 18px 20px 24px; font-size: 13px; color: var(--soft); text-align: center; }
[hidden] { display: none !important; }
@media (max-width: 400px) { .choices { grid-auto-flow: row; } }
`;
