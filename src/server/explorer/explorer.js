/** Puts the page together: GraphiQL from the bundle, our panel as a plugin of it, our fetcher under it, ready tabs in it. */
import { renderYogaGraphiQL } from '/explorer/graphiql/yoga-graphiql.es.js';
import { createCurrentOperation } from './current-operation.js';
import { icons } from './element.js';
import { createFetcher } from './fetcher.js';
import { createFileShelf } from './file-shelf.js';
import { createFilesPanel } from './files-panel.js';
import { createMemoryStorage } from './memory-storage.js';
import { defaultHeaders, readyTabs } from './ready-tabs.js';
import { createRunStatus } from './run-status.js';
import { loadSamples } from './samples.js';
import { tolerateMissingFiles } from './variable-hints.js';

/** @import { BundleGlobals } from './bundle.js' */

const pluginTitle = 'Files';
/** How GraphiQL divides the page, under the names by which it would remember it: operation to answer, operation to variables. */
const layout = { 'graphiql:editorFlex': '1.2', 'graphiql:secondaryEditorFlex': '4' };
const globals = /** @type {BundleGlobals} */ (/** @type {unknown} */ (globalThis));

// The editor's workers, as files of ours; otherwise it would make them from blob: addresses, which the page may not run.
globals.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = label === 'json' ? 'json.worker' : label === 'graphql' ? 'graphql.worker.' : 'editor.worker';
    return new Worker(`/explorer/graphiql/monacoeditorwork/${name}.bundle.js`, { name: label });
  },
};

const shelf = createFileShelf(() => panel.update());
const operation = createCurrentOperation({ filled: shelf.keys, onChange: () => panel.update() });
const status = createRunStatus();
const panel = createFilesPanel({ operation, shelf, status });

const fetcher = createFetcher({
  status,
  collectFiles(current, variables) {
    const slots = operation.findSlotsOf(current, variables);
    const files = slots.flatMap(({ key, path }) => {
      const chosen = shelf.get(key);
      return chosen === null ? [] : [{ path, file: chosen.file }];
    });
    return { files, missing: slots.filter(({ key, isRequired }) => isRequired && shelf.get(key) === null) };
  },
  onMissing(missing) {
    if (missing.length > 0 && !panel.element.isConnected) openPanel();
    panel.markMissing(missing);
  },
});

/** The bundle keeps its store to itself; its own button is the only way to show a plugin from outside. */
function openPanel() {
  /** @type {HTMLElement | null} */
  const button = document.querySelector(`.graphiql-sidebar button[aria-label="Show ${pluginTitle}"]`);
  button?.click();
}

// The bundle brings its own React and puts it here for its plugins. A second one would not share its hooks.
const { createElement } = globals.React;

const filesPlugin = {
  title: pluginTitle,
  icon: () =>
    createElement(
      'svg',
      { viewBox: '0 0 24 24', className: 'explorer-icon' },
      createElement('path', { d: icons.image }),
    ),
  // An empty element of React's, into which our own panel moves each time the plugin is shown.
  content: () =>
    createElement('div', {
      className: 'files-mount',
      ref: (/** @type {HTMLElement | null} */ mount) => mount?.append(panel.element),
    }),
};

let isRelaxed = false;
/** Not before the bundle has its editor, which it has by the time it knows a schema. */
function relaxOnce() {
  const defaults = globals.__MONACO?.languages.json.jsonDefaults;
  if (isRelaxed || defaults === undefined) return;
  isRelaxed = true;
  tolerateMissingFiles(defaults);
}

const root = document.querySelector('#explorer');
if (root === null) throw new Error('The page has no place for the explorer.');

const [firstTab] = readyTabs;
operation.setTab(firstTab);
root.replaceChildren();
renderYogaGraphiQL(root, {
  title: 'Faceki Gateway',
  logo: '<img src="/explorer/icon.svg" alt="" width="26" height="26">',
  fetcher,
  storage: createMemoryStorage(layout),
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  defaultTabs: readyTabs,
  defaultHeaders,
  initialQuery: firstTab?.query,
  initialVariables: firstTab?.variables,
  initialHeaders: defaultHeaders,
  plugins: [filesPlugin],
  visiblePlugin: filesPlugin,
  // In place of the bundle's own, which writes the operation into the page's address.
  onEditQuery() {},
  onTabChange: ({ tabs, activeTabIndex }) => operation.setTab(tabs[activeTabIndex]),
  onSchemaChange(schema) {
    operation.setSchema(schema);
    relaxOnce();
  },
});

panel.setSamples(await loadSamples());
