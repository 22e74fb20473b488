/** The date so many days from today, in the past if negative; the hour around midnight counts by UTC. */
export const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
