import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bar } from './bars.ts';

/** What was measured of one bar. */
export interface Figure {
  measured: string;
  holds: boolean;
}

/** Where figures wait for the report. */
export const figuresFolder = join(import.meta.dirname, 'figures');
export const figureOf = (bar: Bar) => join(figuresFolder, `${bar}.json`);

/** A figure of an earlier run says nothing of this one. */
export const forgetFigures = () => rm(figuresFolder, { recursive: true, force: true });
