/** The sandbox's sample images, for the pages that offer them: a list and the files. Without a sandbox the list is empty. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerJson } from './listener.ts';
import { answerNoFile, createStaticFiles, refuseWriting, type ServeFile } from './static-files.ts';

export interface Sample {
  readonly name: string;
  readonly bytes: number;
}

const imageName = /^\/?[\w-][\w.-]*\.(jpe?g|png)$/i;

/** Serves `/index.json` and `/<name>`. `folder` is null where there is no sandbox. */
export function createSampleImages(folder: URL | null): ServeFile {
  if (folder === null) {
    return (_request, response, path) =>
      path === '/index.json' ? answerJson(response, 200, { samples: [] }) : answerNoFile(response);
  }
  const place = fileURLToPath(folder);
  const serve = createStaticFiles({ folder: place, allowed: imageName });
  return (request, response, path) => {
    if (path !== '/index.json') return serve(request, response, path);
    if (!refuseWriting(request, response)) answerJson(response, 200, { samples: listSamples(place) });
  };
}

function listSamples(folder: string): Sample[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => imageName.test(name))
    .sort()
    .map((name) => ({ name, bytes: statSync(join(folder, name)).size }));
}
