const minute = 60_000;

/** Seconds would be the same for all homes that are asked at once, and lead from one to the other. */
export const toTheMinute = (moment: Date): Date => new Date(Math.floor(moment.getTime() / minute) * minute);
