import { DISPATCH_TIER, valuesOf } from '@bangfu/kernel';
import type { DispatchTier } from '@bangfu/kernel';
import { defineTable, readTable } from './table';

/** The types that the table of the notice prints; 街道自身帮扶 is none of the three categories (I-03). */
export const XINFENG_TOWN_TYPES = ['重点帮扶镇', '巩固提升镇', '街道自身帮扶'] as const;
export type XinfengTownType = (typeof XINFENG_TOWN_TYPES)[number];

/** A row of the annex table of the Xinfeng notice (XA-1): the first source. Names exactly as the table prints them. */
export interface XinfengTeamRow {
  /** The row's number in the annex, 1 to 7. */
  readonly annexRow: number;
  readonly town: string;
  readonly type: XinfengTownType;
  readonly leadUnit: string;
  /** Empty in rows 1 to 3: the cell holds an instruction, not a unit (I-05). */
  readonly firstSecretaryUnits: readonly string[];
  readonly memberUnits: readonly string[];
  /** 农行广东省分行等 in every row: a source with an open end, not a unit (I-07). */
  readonly financeAssistantSource: string;
  readonly groupTier: DispatchTier;
  readonly notes: string | null;
}

/** The table of the seven groups. */
export const XINFENG_TEAMS = defineTable({
  file: 'xinfeng_teams.csv',
  columns: [
    'town',
    'type',
    'lead_unit',
    'first_secretary_units',
    'member_units',
    'finance_assistant_source',
    'notes',
    'group_tier',
    'annex_row',
  ],
  row: (cells): XinfengTeamRow => ({
    annexRow: cells.count('annex_row'),
    town: cells.text('town'),
    type: cells.oneOf('type', XINFENG_TOWN_TYPES),
    leadUnit: cells.text('lead_unit'),
    firstSecretaryUnits: cells.list('first_secretary_units'),
    memberUnits: cells.list('member_units'),
    financeAssistantSource: cells.text('finance_assistant_source'),
    groupTier: cells.oneOf('group_tier', valuesOf(DISPATCH_TIER)),
    notes: cells.textOrNull('notes'),
  }),
  key: ({ town }) => town,
});

/** The seven groups of the Xinfeng annex table. @throws FactsError */
export const xinfengTeams = (): readonly XinfengTeamRow[] => readTable(XINFENG_TEAMS);

/** One unit that the text of the Xinfeng notice names for a town (X-1.1b to X-1.2d): the second source. */
export interface XinfengTextReadingRow {
  readonly clause: string;
  readonly town: string;
  /** The row of the annex table that speaks of the same town. */
  readonly annexRow: number;
  /** As the text names it. */
  readonly unit: string;
  /** Null where the text lists the units without saying which of them leads. */
  readonly position: 'LEAD' | 'MEMBER' | null;
  /** SHORT: the text gives the field of work alone (工信). */
  readonly form: 'FULL' | 'SHORT';
  /** For a SHORT name, the unit meant; null for a full name, which is never expanded (I-08). */
  readonly expandsTo: string | null;
}

/** The table of the text's readings. */
export const XINFENG_TEXT_READINGS = defineTable({
  file: 'xinfeng_text_readings.csv',
  columns: ['clause', 'town', 'annex_row', 'unit', 'position', 'form', 'expands_to'],
  row: (cells): XinfengTextReadingRow => {
    const form = cells.oneOf('form', ['FULL', 'SHORT']);
    const expandsTo = cells.textOrNull('expands_to');
    if ((form === 'SHORT') !== (expandsTo !== null)) cells.refuse('expands_to', `does not fit the form ${form}`);
    return {
      clause: cells.text('clause'),
      town: cells.text('town'),
      annexRow: cells.count('annex_row'),
      unit: cells.text('unit'),
      position: cells.oneOfOrNull('position', ['LEAD', 'MEMBER']),
      form,
      expandsTo,
    };
  },
  key: ({ town, unit }) => `${town} ${unit}`,
});

/** The units that the text of the Xinfeng notice names, town by town. @throws FactsError */
export const xinfengTextReadings = (): readonly XinfengTextReadingRow[] => readTable(XINFENG_TEXT_READINGS);
