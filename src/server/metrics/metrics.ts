import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Pools } from '../../database/pools.ts';
import { type ReplicaState, replicaStates } from '../../database/replicas.ts';
import { refusals } from '../../shared/refusal-catalogue.ts';
import type { Ended } from '../parts.ts';

/** What is asked of parts of the hub when somebody scrapes. */
export interface Measured {
  pools: Pick<Pools, 'read' | 'write' | 'control' | 'record'>;
  /** Entries of the access record that wait to be durable; their questions wait for it. */
  recordWaiting(): number;
  /** How each standby is, if there are any. */
  replicas?: { readonly states?: readonly ReplicaState[] } | undefined;
}

/** Seconds. A small answer takes a millisecond, and none is begun that would take longer than the limit of a question. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Numbers about one hub for Prometheus. Labels are words of ours alone (kinds of agency, codes of the catalogue, names of
 * pools): never an organisation, a user, a document's text, a person or anything else that a request or a row holds.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Counter<'agency' | 'operation' | 'outcome'>;
  readonly #seconds: Histogram<'agency' | 'operation'>;
  readonly #shed: Counter;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Counter({
      ...{ name: 'caregraph_requests_total', registers, labelNames: ['agency', 'operation', 'outcome'] },
      help: 'Requests that were answered, by kind of agency (nobody: not signed in), operation and the first code of its errors (OK: none).',
    });
    this.#seconds = new Histogram({
      ...{ name: 'caregraph_request_seconds', registers, labelNames: ['agency', 'operation'], buckets },
      help: 'Seconds from a request to the end of its answer.',
    });
    this.#shed = new Counter({
      ...{ name: 'caregraph_requests_shed_total', registers },
      help: 'Requests refused before anything was done for them, because the hub was full; none of them is counted elsewhere.',
    });
  }

  /** Takes its own numbers of these from now on, whenever somebody looks. */
  watch({ pools, recordWaiting, replicas }: Measured): void {
    const registers = [this.registry];
    const named = Object.entries({
      read: pools.read,
      write: pools.write,
      control: pools.control,
      record: pools.record,
    });
    new Gauge({
      ...{ name: 'caregraph_pool_connections', registers, labelNames: ['pool', 'state'] },
      help: 'Connections to the database, by pool: busy, or idle.',
      collect() {
        for (const [pool, { totalCount, idleCount }] of named) {
          this.set({ pool, state: 'busy' }, totalCount - idleCount);
          this.set({ pool, state: 'idle' }, idleCount);
        }
      },
    });
    new Gauge({
      ...{ name: 'caregraph_pool_waiting', registers, labelNames: ['pool'] },
      help: 'Those who wait for a connection of the pool.',
      collect() {
        for (const [pool, { waitingCount }] of named) this.set({ pool }, waitingCount);
      },
    });
    new Gauge({
      ...{ name: 'caregraph_access_record_waiting', registers },
      help: 'Entries of the access record that wait to be durable, and answers with them.',
      collect() {
        this.set(recordWaiting());
      },
    });
    new Gauge({
      ...{ name: 'caregraph_replicas', registers, labelNames: ['state'] },
      help: 'Standbys of the database, by state: only those that are WELL are asked.',
      collect() {
        for (const state of replicaStates)
          this.set({ state }, replicas?.states?.filter((one) => one === state).length ?? 0);
      },
    });
  }

  /** One request has been answered. */
  ended({ milliseconds, viewer, operation, codes: [code = 'OK'] }: Ended): void {
    const asked = { agency: viewer?.agency ?? 'nobody', operation: operation?.kind ?? 'none' };
    this.#requests.inc({ ...asked, outcome: code === 'OK' || code in refusals ? code : 'INTERNAL' });
    this.#seconds.observe(asked, milliseconds / 1000);
  }

  /** One was refused unread. */
  shed(): void {
    this.#shed.inc();
  }
}
