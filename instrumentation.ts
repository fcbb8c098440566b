/** Next calls this once when the server starts, and never while it builds. */
export const register = async (): Promise<void> => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { boot } = await import('./lib/server/boot');
    boot();
  }
};
