/**
 * What the documents print: their fenced blocks and the commands in their sentences, each under a name of its own. A test that runs one
 * takes it from here by its name, so that test/unit/docs/every-snippet.test.ts can tell which ones no test knows.
 */
import { globSync, readFileSync } from 'node:fs';

export interface Block {
  /** `README.md#verify-somebody`: the document and the heading's anchor; `:2` for the second block under one heading. */
  readonly name: string;
  /** `sh`, `ts`, `yaml`, … or nothing. */
  readonly language: string;
  readonly text: string;
  /** Between the marks of doc-snippets.ts: a copy of a file that is tested, and itself compared with it. */
  readonly isFromFile: boolean;
}

/** Every document of the repository, by its path. */
export function documents(): readonly string[] {
  return globSync('**/*.md', {
    exclude: (path) => /^(\.git|data|dist|node_modules)$/.test(path.split('/').at(-1) ?? ''),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}

/** The blocks of a document, in its order. */
export function blocksOf(document: string): readonly Block[] {
  const blocks: Block[] = [];
  let anchor = '';
  let isFromFile = false;
  let open: { readonly language: string; readonly lines: string[] } | null = null;
  const counts = new Map<string, number>();
  for (const line of readFileSync(document, 'utf8').split('\n')) {
    const fence = /^```(\w*)$/.exec(line);
    if (open !== null) {
      if (fence === null) open.lines.push(line);
      else {
        const count = (counts.get(anchor) ?? 0) + 1;
        counts.set(anchor, count);
        const name = `${document}#${anchor}${count === 1 ? '' : `:${count}`}`;
        blocks.push({ name, language: open.language, text: `${open.lines.join('\n')}\n`, isFromFile });
        open = null;
      }
    } else if (fence !== null) open = { language: fence[1] ?? '', lines: [] };
    else if (line.startsWith('```')) throw new Error(`${document}: a fence that nobody understands: ${line}`);
    else if (/^<!-- code: /.test(line)) isFromFile = true;
    else if (line === '<!-- /code -->') isFromFile = false;
    else anchor = anchorOf(/^#+ (.*)$/.exec(line)?.[1]) ?? anchor;
  }
  if (open !== null) throw new Error(`${document}: a block has no end.`);
  return blocks;
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf(document: string): readonly string[] {
  return [...prose(document).matchAll(/^#+ (.*)$/gm)].flatMap(([, heading]) => anchorOf(heading) ?? []);
}

/** A document without its blocks. */
export function prose(document: string): string {
  return readFileSync(document, 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
}

/** The commands in a document's sentences: `npm run demo`. */
export function commandsOf(document: string): readonly string[] {
  return [
    ...prose(document).matchAll(/`((?:npm|npx|node|curl|docker|git|openssl|sqlite3|faceki-gateway) [^`]+)`/g),
  ].map(([, command = '']) => command);
}

/**
 * The text of a block, for a test that runs it or holds it against something.
 * @throws {Error} where there is no such block
 */
export function printed(name: string): string {
  const [document = ''] = name.split('#');
  const block = blocksOf(document).find((each) => each.name === name);
  if (block === undefined) throw new Error(`No block is called ${name}.`);
  return block.text;
}

/**
 * A command as it stands in the documents' sentences, for a test that runs it.
 * @throws {Error} where no document says it
 */
export function said(command: string): string {
  if (documents().some((document) => commandsOf(document).includes(command))) return command;
  throw new Error(`No document says \`${command}\`.`);
}

function anchorOf(heading: string | undefined): string | undefined {
  return heading
    ?.toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
