/** One value of a closed list: the Chinese word printed in the documents, and what it means in a sentence of English. */
export interface Term {
  readonly zh: string;
  readonly en: string;
}

/** A closed list of values as the documents use them. The key is the value in code, storage and schema alike. */
export type Vocabulary<Value extends string> = Readonly<Record<Value, Term>>;

/** The values of a vocabulary, in the order in which it lists them. */
export const valuesOf = <Value extends string>(vocabulary: Vocabulary<Value>): readonly Value[] =>
  Object.keys(vocabulary) as Value[];

/** Whether a text is one of the vocabulary's values. */
export const isValueOf = <Value extends string>(vocabulary: Vocabulary<Value>, text: string): text is Value =>
  Object.hasOwn(vocabulary, text);
