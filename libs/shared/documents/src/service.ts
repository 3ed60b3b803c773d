/** The four services, in the order of the letters A to D under which the requirements name them. */
export const SERVICES = ['organization', 'personnel', 'funds', 'assessment'] as const;
export type Service = (typeof SERVICES)[number];
