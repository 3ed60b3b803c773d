/** Whether the process runs in production: read anew each time, so that nothing can have changed it in between. */
export const isProduction = (): boolean => process.env['NODE_ENV'] === 'production';
