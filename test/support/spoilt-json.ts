/** JSON that is almost what it should be: for tests that nothing the vendor sends can break. */
import fc from 'fast-check';

/** Names that every object answers to, though nobody wrote them. */
export const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];
export const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<fc.JsonValue>(...inherited, '', 'true', '0', '1990/05/17', []),
);

/** A sample in which some values, at any depth, are something else. */
export function spoilt(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null) {
    return fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: junk });
  }
  const whole = Array.isArray(value)
    ? fc.tuple(...value.map(spoilt))
    : fc.record(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spoilt(inner)])), {
        requiredKeys: [],
      });
  return fc.oneof({ weight: 8, arbitrary: whole }, { weight: 1, arbitrary: junk });
}
