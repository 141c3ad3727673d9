/** The shape of the texts: what English has, every language has. A missing text does not compile. */
import type { en } from './en.ts';

type Text<Value> = Value extends string
  ? string
  : Value extends (...args: infer Args) => string
    ? (...args: Args) => string
    : { readonly [Key in keyof Value]: Text<Value[Key]> };

export type Messages = Text<typeof en>;
