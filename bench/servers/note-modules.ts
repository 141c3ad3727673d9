/** Loaded before a program (`node --import`): notes every module that it loads, and writes the list when it ends. */
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const urls: string[] = [];
registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('node:')) urls.push(url);
    return nextLoad(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env.NOTED_MODULES_FILE ?? '', urls.join('\n')));
