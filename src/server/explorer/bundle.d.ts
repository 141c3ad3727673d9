/** What is used of `@graphql-yoga/graphiql` 4.5.0, which ships no types; its props are those of graphiql 5.2.0. */
import type { Schema, Tab } from './current-operation.js';
import type { ReadyTab } from './ready-tabs.js';
import type { JsonDefaults } from './variable-hints.js';

interface Plugin {
  readonly title: string;
  readonly icon: () => object;
  readonly content: () => object;
}

interface Props {
  readonly title: string;
  /** HTML. */
  readonly logo: string;
  readonly fetcher: unknown;
  readonly storage: Pick<Storage, 'length' | 'getItem' | 'setItem' | 'removeItem' | 'clear'>;
  readonly shouldPersistHeaders: boolean;
  readonly showPersistHeadersSettings: boolean;
  readonly defaultTabs: readonly ReadyTab[];
  readonly defaultHeaders: string;
  readonly initialQuery: string | undefined;
  readonly initialVariables: string | undefined;
  readonly initialHeaders: string | undefined;
  readonly plugins: readonly Plugin[];
  readonly visiblePlugin: Plugin;
  readonly onEditQuery: () => void;
  readonly onTabChange: (state: { tabs: Tab[]; activeTabIndex: number }) => void;
  readonly onSchemaChange: (schema: Schema) => void;
}

export function renderYogaGraphiQL(element: Element, props: Props): void;

/** What the bundle leaves in the global object (its own React, its editor), and reads from it (how to start an editor's worker). */
export interface BundleGlobals {
  React: { createElement(type: string, props: object, ...children: object[]): object };
  __MONACO?: { languages: { json: { jsonDefaults: JsonDefaults } } };
  MonacoEnvironment: { getWorker(id: string, label: string): Worker };
}
