/** What settings hold in a form of their own: keys, and a manifest of operations. Read before anything is opened, or to see if it can be. */
import { type Config, ConfigError } from '#config/config.ts';
import type { Clock } from '#domain/ports.ts';
import { createFaceSessions, type FaceSessions } from '#server/authentication/face-sessions.ts';
import { SessionKeyError } from '#server/authentication/session-keys.ts';
import { parseManifest } from '#server/persisted-documents.ts';

export interface SettingContents {
  /** Null where face login opens none. */
  readonly sessions: FaceSessions | null;
  /** The operations' texts by their ids; null: no manifest. */
  readonly documents: ReadonlyMap<string, string> | null;
}

/** Reads them all. @throws {ConfigError} with a sentence for each that cannot be read */
export async function readContents(config: Config, clock: Clock): Promise<SettingContents> {
  const problems: string[] = [];
  const contents = {
    sessions: await readSessions(config, clock, problems),
    documents: readDocuments(config, problems),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return contents;
}

/** The sandbox makes a key of its own, so that all can be tried. */
async function readSessions({ session, credentials }: Config, clock: Clock, problems: string[]) {
  if (session.privateKey === null && credentials !== null) return null;
  try {
    return await createFaceSessions({ ...session, clock });
  } catch (error) {
    if (!(error instanceof SessionKeyError)) throw error;
    problems.push(error.message);
    return null;
  }
}

function readDocuments({ persisted }: Config, problems: string[]) {
  try {
    return persisted === null ? null : parseManifest(persisted.manifest);
  } catch {
    problems.push('PERSISTED_DOCUMENTS: the file is no manifest of operations. npm run persist makes one.');
    return null;
  }
}
