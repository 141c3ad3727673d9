/** The contract of the vendor's side on whatever can answer it: sandboxes, the reference's samples, and a real account when it is told to. */
import { describeProvider } from '#test/support/contracts/provider.ts';
import { livePlace, sandboxPlace, scriptedPlace } from '#test/support/provider-places.ts';

const live = livePlace(process.env);
if (live !== null) describeProvider(live);
else {
  for (const generation of ['v2', 'v3'] as const) {
    describeProvider(await sandboxPlace(generation));
    describeProvider(await scriptedPlace(generation));
  }
}
