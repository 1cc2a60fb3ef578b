// What all pages share: one style, no script, and headers that keep other sites from using them.
import { createHash } from 'node:crypto'
import { type Html, markup } from './markup.ts'

// The colours and sizes of the web pages: every text has a contrast of at least 4.5 against its background.
const STYLE = `
:root{color-scheme:light dark;--ground:#faf9f6;--surface:#fff;--ink:#1b1d21;--quiet:#5a5f67;--line:#8b8f96;--gold:#e0b23e;--on-gold:#1b1d21;--focus:#1f5fbf;--bad:#971b1b;--bad-ground:#fbe6e5;--good:#1b6637;--good-ground:#e5f1e9}
@media (prefers-color-scheme:dark){:root{--ground:#14161a;--surface:#1b1e23;--ink:#eceae4;--quiet:#a6aab1;--line:#6b7079;--gold:#d3a437;--on-gold:#14161a;--focus:#7fb2ff;--bad:#f5a09a;--bad-ground:#3b1a19;--good:#82d49e;--good-ground:#14301f}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:.875rem/1.5 system-ui,sans-serif}
header{background:var(--surface);border-bottom:1px solid var(--line);height:3.5rem;padding:0 1rem;font-size:.875rem;font-weight:600}
header a{display:inline-flex;align-items:center;gap:.375rem;height:100%;text-decoration:none}
main{max-width:32rem;margin:1.5rem auto;background:var(--surface);border:1px solid var(--line);border-radius:4px;padding:1.5rem}
@media (max-width:34rem){main{border-width:1px 0;border-radius:0}}
h1{font-size:1.25rem;margin:0 0 1rem}
h2{font-size:1rem;margin:2rem 0 .5rem}
p{margin:.5rem 0}
a{color:inherit}
label{display:block;font-weight:600;margin-top:1rem}
input{display:block;width:100%;padding:.5rem;border:1px solid var(--line);border-radius:4px;background:var(--ground);color:var(--ink);font:inherit}
input[aria-invalid=true]{border-color:var(--bad);border-width:2px}
button,a.button{display:inline-block;text-decoration:none;margin-top:1rem;padding:.5rem 1rem;border:1px solid var(--line);border-radius:4px;background:var(--surface);color:var(--ink);font:inherit;cursor:pointer}
button.primary{background:var(--gold);border-color:var(--gold);color:var(--on-gold);font-weight:600}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.hint{color:var(--quiet);font-size:.875rem}
.wrong{color:var(--bad);font-size:.875rem;margin:.25rem 0}
.alert,.note{padding:.5rem .75rem;border-radius:4px}
.alert{color:var(--bad);background:var(--bad-ground)}
.note{color:var(--good);background:var(--good-ground)}
code,.codes{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
.codes{list-style:none;padding:0;columns:2}
dl{margin:0}dt{color:var(--quiet);font-size:.875rem}dd{margin:0 0 .5rem;overflow-wrap:anywhere}
ul{padding-left:1.25rem}
.square{display:block;width:12rem;max-width:100%;background:#fff;padding:.5rem}
`
/** The logo of the web pages: web/look/mark.svg. */
const MARK = markup`<svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><path d="M16 2 28 9v14L16 30 4 23V9z" fill="#e0b23e" stroke="#755600" stroke-width="2"/><path d="M11 22 16 9l5 13M13 18h6" fill="none" stroke="#1b1d21" stroke-width="2.5"/></svg>`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

export const PAGE_TYPE = 'text/html; charset=utf-8'

/** Browsers apply `form-action` also to the redirects that answer a form. They understand no IPv6 address in it. */
export function pagePolicy(formsLeadTo: string | undefined): string {
  const beside = formsLeadTo === undefined ? '' : ` ${formsLeadTo.includes('[') ? 'http:' : formsLeadTo}`
  return `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'${beside}; base-uri 'none'; frame-ancestors 'none'`
}

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': pagePolicy(undefined),
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Not `no-referrer`: a form would be posted with "Origin: null" (Fetch, "append a request Origin header"). Other sites learn
  // nothing from this value either.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
}

export interface Page {
  readonly title: string
  readonly body: Html
}

export const documentOf = ({ title, body }: Page): string =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} &middot; Assay</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<header><a href="/">${MARK}Assay</a></header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.html
