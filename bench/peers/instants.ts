const instants = new Set(['occurredAt', 'admittedAt', 'dischargedAt', 'asOf']);

/** Instants as the hub writes them: a server may write `+00:00` for `Z`. */
export function withInstants(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (key, value: unknown) =>
    instants.has(key) && typeof value === 'string' ? new Date(value).toISOString() : value,
  );
}
