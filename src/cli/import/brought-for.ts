import { readFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { CannotStart } from '../../database/cannot-start.ts';
import { type Format, type SharedFormat, UnreadableFile } from '../../imports/engine/format.ts';
import { type Mapping, mappingFor } from '../../imports/input/mapping.ts';

/** Whose file it is, by uuid, and how its system writes; null and undefined where nothing was said. */
export async function broughtFor(
  owner: Client,
  format: Format | SharedFormat,
  { organisation: code, mapping: path }: { organisation?: string; mapping?: string },
): Promise<{ organisation: string | null; mapping: Mapping | undefined }> {
  const { rows } = await owner.query<{ id: string }>('select id from public.organisation where code = $1', [code]);
  if (code !== undefined && !rows[0]) throw new CannotStart(`The hub knows no organisation by the code ${code}.`);
  return { organisation: rows[0]?.id ?? null, mapping: path === undefined ? undefined : await mappingIn(path) };

  async function mappingIn(file: string): Promise<Mapping> {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new CannotStart(`The mapping cannot be read: ${error.code ?? error.message}.`);
    });
    try {
      return mappingFor(format, text);
    } catch (error) {
      throw error instanceof UnreadableFile ? new CannotStart(error.message) : error;
    }
  }
}
