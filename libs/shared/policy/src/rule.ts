import type { DivisionCode, PlainDate, RuleSeverity, RuleStrength, VerdictOutcome } from '@bangfu/kernel';

/**
 * What is fixed about a rule: who it binds, since when, how strongly, and which requirement it stands for. A change of
 * the rule is a new version with its own dates; the old one stays, so that an earlier day is judged as it was then.
 */
export interface RuleHeader {
  /** Stable name, kebab-case, the same through all versions. */
  readonly id: string;
  readonly version: number;
  /** The requirement it computes, such as `P-2.1f`. */
  readonly requirementId: string;
  /** The rule in an officer's words, in Chinese. */
  readonly title: string;
  readonly strength: RuleStrength;
  readonly severity: RuleSeverity;
  /** The division whose bodies the rule binds. */
  readonly jurisdiction: DivisionCode;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  /** Whether a waiver with reason, person and date may clear it (原则上, 一般). */
  readonly waivable: boolean;
}

/** One fact a rule looked at: its name and value as an official reads them, and where it comes from. `null` = not known. */
export interface VerdictInput {
  readonly name: string;
  readonly value: string | null;
  readonly source: string;
}

/** What a rule finds about its facts. `actual` and `target` are null where the rule compares nothing. */
export interface Finding {
  readonly outcome: VerdictOutcome;
  readonly actual: string | null;
  readonly target: string | null;
  readonly inputs: readonly VerdictInput[];
  /** One Chinese sentence that says why. */
  readonly sentence: string;
}

/** A rule: data about itself and a pure function over facts. No clock, no storage. */
export interface Rule<Facts> extends RuleHeader {
  readonly judge: (facts: Facts) => Finding;
}
