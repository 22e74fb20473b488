import type { ChildProcess } from 'node:child_process';
import type { Question } from '../questions.ts';

/** Somebody who answers the questions. */
export interface Peer {
  /** What the table calls it. */
  name: string;
  /** Whether it answers with the very data of the hub, or also shows what the hub withholds. */
  shows: 'the same' | 'more';
  /** The process that answers. */
  process: ChildProcess;
  /** Which questions it knows how to answer. */
  answers(question: Question): boolean;
  /** The request that asks it. */
  request(question: Question): Request;
  /** Its answer in the form of the hub's `data`, records named by the ids of the database. */
  data(question: Question, body: unknown): unknown;
  stop(): Promise<void>;
}

export interface Request {
  url: string;
  headers: Record<string, string>;
  body: string;
}
