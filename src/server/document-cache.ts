/** Keeps parsed operations, but only as many bytes of them as are worth it: strangers choose what is sent, and may send it once. */
import type { DocumentNode } from 'graphql';

/** As Yoga's cache of documents wants it. */
export interface DocumentCache<Value> {
  get(source: string): Value | undefined;
  set(source: string, value: Value): unknown;
}

export interface DocumentCacheOptions {
  readonly maxDocuments: number;
  /** Longer ones are parsed each time: their length is comments, blanks and literals. */
  readonly maxLength: number;
}

/** The least recently used is forgotten first. */
export function createDocumentCache({ maxDocuments, maxLength }: DocumentCacheOptions): DocumentCache<DocumentNode> {
  const documents = new Map<string, DocumentNode>();
  return {
    get(source) {
      const document = documents.get(source);
      if (document === undefined) return undefined;
      documents.delete(source);
      documents.set(source, document);
      return document;
    },
    set(source, document) {
      if (source.length > maxLength) return;
      documents.set(source, document);
      if (documents.size > maxDocuments) documents.delete(documents.keys().next().value ?? '');
    },
  };
}

/** For what did not parse: nobody sends that twice on purpose. */
export const keepNothing: DocumentCache<Error> = { get: () => undefined, set: () => undefined };
