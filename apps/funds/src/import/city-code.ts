import { divisions } from '@bangfu/documents';
import type { DivisionCode } from '@bangfu/kernel';
import { invariant } from '@bangfu/kernel';

/** The code of a city that a document names. @throws InvariantViolation when the register has no city of that name. */
export function cityCodeOf(name: string): DivisionCode {
  const city = divisions().find((division) => division.level === 'PREFECTURE_CITY' && division.name === name);
  invariant(city, `${name} is a city of the register`);
  return city.code;
}
