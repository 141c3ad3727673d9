/** The image-quality add-on that the vendor's SDKs ask before an upload (faceki-api.md section 6). Open, without an envelope. */
import { json } from '#sandbox/envelopes.ts';
import type { Route } from '#sandbox/router.ts';

/** Both detectors. A picture with an outcome for its document is judged poor. */
export function addonRoutes(): Route[] {
  const route = (name: Route['name'], path: string, describe: (isGood: boolean) => object): Route => ({
    name,
    method: 'POST',
    path,
    manners: 'v2',
    needsToken: false,
    answer: ({ form }) => {
      const image = form?.file('image') ?? null;
      return json(describe(image?.format != null && image.marker?.outcome === undefined));
    },
  });
  const objects = (isGood: boolean) => (isGood ? ['id_card'] : []);
  return [
    route('addon-detect', '/detect', (isGood) => ({ objects_detected: objects(isGood) })),
    route('addon-advanced-detect', '/advance/detect', (isGood) => ({
      objects_detected: objects(isGood),
      quality: isGood ? '142.7' : '41.2',
      liveness: { actual: isGood, livenessScore: isGood ? 0.97 : 0.21, message: isGood ? 'Passed' : 'Failed' },
    })),
  ];
}
