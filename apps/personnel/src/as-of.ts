/** The argument of every field that answers for a day. */
export const AS_OF = {
  nullable: true,
  description: 'The day asked about; the day of the whole operation unless given (日期).',
} as const;
