import type { MetricsPlace } from '../server/metrics/listen.ts';
import { portWanted } from './port.ts';

/** Where metrics are to be told; nowhere without `CAREGRAPH_METRICS_PORT`. */
export function metricsPlace(): MetricsPlace | undefined {
  const port = process.env.CAREGRAPH_METRICS_PORT;
  if (!port) return undefined;
  return { port: portWanted(port, 'CAREGRAPH_METRICS_PORT'), host: process.env.CAREGRAPH_METRICS_HOST ?? '127.0.0.1' };
}
