/** The shape of a JSON value: keys and types without values, for holding what one side says against a sample of the other. */

/** A comparable description: a type's name, or the same for each key; the elements of a list are described as one. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return { list: value.map(shapeOf).reduce(merged, undefined) };
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, shapeOf(inner)] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

function merged(left: unknown, right: unknown): unknown {
  if (left === undefined || JSON.stringify(left) === JSON.stringify(right)) return right;
  return `${JSON.stringify(left)} or ${JSON.stringify(right)}`;
}
